using System.Text.Json;
using System.Text.RegularExpressions;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Converse;

/// <summary>Reads <c>toolConfig</c>.</summary>
internal static partial class ToolConfigReader
{
    private const string Pattern = "[a-zA-Z0-9_-]+";

    internal static IReadOnlyList<ToolDefinition> ReadTools(JsonElement body, string model)
    {
        if (body.Get("toolConfig") is not { } config)
        {
            return [];
        }

        JsonElement[] tools = [.. config.Items("tools")];
        if (tools.Length == 0)
        {
            throw ConverseErrors.Constraint("'[]'", "toolConfig.tools", "have length greater than or equal to 1");
        }

        ToolDefinition[] definitions = [.. tools.Select(ReadTool).OfType<ToolDefinition>()];
        if (WithoutStrict().IsMatch(model) && Array.FindIndex(tools, t => t.Get("toolSpec")?.Get("strict") is not null) is >= 0 and var strict)
        {
            throw ConverseErrors.InvalidForModel($"tools.{strict}.custom.strict: Extra inputs are not permitted");
        }

        string? twice = definitions.GroupBy(t => t.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice is null ? definitions : throw ConverseErrors.Invalid($"The toolConfig field contains the tool name {twice} more than once.");
    }

    internal static ToolChoice ReadChoice(JsonElement body, IReadOnlyList<ToolDefinition> tools)
    {
        JsonElement choice = body.Get("toolConfig")?.Get("toolChoice") ?? default;
        if (choice.Get("tool")?.Text("name") is not { } name)
        {
            return new ToolChoice(false, choice.Get("any") is not null, null);
        }

        return tools.Any(t => t.Name == name)
            ? new ToolChoice(false, true, name)
            : throw ConverseErrors.Invalid($"The tool {name} of toolConfig.toolChoice is not in toolConfig.tools.");
    }

    /// <returns>Null for what is no tool, such as a cache point.</returns>
    private static ToolDefinition? ReadTool(JsonElement tool, int index)
    {
        if (tool.Get("toolSpec") is not { } specification)
        {
            return null;
        }

        string at = $"toolConfig.tools.{index + 1}.member.toolSpec";
        string name = specification.Text("name")!;
        if (!Name().IsMatch(name))
        {
            throw ConverseErrors.Constraint(
                $"'{name}'", $"{at}.name", name.Length is 0 or > 64 ? "have length between 1 and 64" : $"satisfy regular expression pattern: {Pattern}");
        }

        if (specification.Text("description") is "")
        {
            throw ConverseErrors.Constraint("''", $"{at}.description", "have length greater than or equal to 1");
        }

        JsonElement schema = specification.Get("inputSchema")!.Value.Get("json")!.Value;
        return schema.Text("type") == "object"
            ? new ToolDefinition(name, schema)
            : throw ConverseErrors.Invalid(
                $"The value at toolConfig.tools.{index}.toolSpec.inputSchema.json.type must be one of the following: object.");
    }

    // https://github.com/BerriAI/litellm/issues/31582 and 33193
    [GeneratedRegex("claude-(opus-4-[78]|sonnet-(5|4-2))")]
    private static partial Regex WithoutStrict();

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Name();
}
