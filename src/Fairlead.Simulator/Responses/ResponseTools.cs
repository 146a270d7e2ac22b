using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Schemas;

namespace Fairlead.Simulator.Responses;

/// <summary>The tools that may be called. Those the vendor runs itself are accepted, and never used.</summary>
/// <param name="Offered">Functions, and tools that take text.</param>
/// <param name="Custom">The names of the latter.</param>
/// <param name="Choice">Whether one must be called.</param>
internal sealed record ResponseTools(IReadOnlyList<ToolDefinition> Offered, IReadOnlySet<string> Custom, ToolChoice Choice)
{
    internal static ResponseTools Read(JsonElement body)
    {
        if (body.Get("tools") is { ValueKind: not JsonValueKind.Array } wrong)
        {
            throw new RefusedException(ApiError.WrongType("tools", "an array of objects", JsonReading.KindOf(wrong)));
        }

        var offered = new List<ToolDefinition>();
        var custom = new HashSet<string>(StringComparer.Ordinal);
        int index = 0;
        foreach (JsonElement tool in body.Items("tools"))
        {
            string at = $"tools[{index++}]";
            string type = tool.RequiredString("type", $"{at}.type");
            if (type is "function" or "custom")
            {
                offered.Add(ReadTool(tool, at));
            }

            if (type == "custom")
            {
                custom.Add(offered[^1].Name);
            }
        }

        (ToolChoice choice, IReadOnlyList<ToolDefinition> allowed) = ResponseToolChoice.Read(body, offered);
        return new ResponseTools(allowed, custom, choice);
    }

    private static ToolDefinition ReadTool(JsonElement tool, string at)
    {
        string name = tool.RequiredString("name", $"{at}.name");
        ToolReader.CheckName(name, $"{at}.name");
        JsonElement? parameters = tool.Get("parameters");
        if (parameters is { ValueKind: not JsonValueKind.Object } wrong)
        {
            throw new RefusedException(ApiError.WrongType($"{at}.parameters", "an object", JsonReading.KindOf(wrong)));
        }

        if (tool.Flag("strict") && parameters is { } schema && StrictSchema.Problem(schema) is { } problem)
        {
            throw new RefusedException(ApiError.BadRequest(
                $"Invalid schema for function '{name}': {problem}", $"{at}.parameters", "invalid_function_parameters"));
        }

        return new ToolDefinition(name, parameters);
    }
}
