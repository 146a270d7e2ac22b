using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Responses;

/// <summary>Reads <c>tool_choice</c>.</summary>
internal static class ResponseToolChoice
{
    private static readonly ToolChoice Free = new(false, false, null);

    /// <returns>The choice, and the tools it leaves.</returns>
    internal static (ToolChoice Choice, IReadOnlyList<ToolDefinition> Allowed) Read(JsonElement body, IReadOnlyList<ToolDefinition> tools)
    {
        if (body.Get("tool_choice") is not { } choice)
        {
            return (Free, tools);
        }

        if (choice.ValueKind == JsonValueKind.Object)
        {
            return Named(choice, tools);
        }

        return choice.ValueKind == JsonValueKind.String ? (Word(choice.GetString()!, body), tools)
            : throw new RefusedException(ApiError.WrongType("tool_choice", "one of a string or an object", JsonReading.KindOf(choice)));
    }

    private static ToolChoice Word(string word, JsonElement body) => word switch
    {
        "auto" => Free,
        "none" => new ToolChoice(true, false, null),
        "required" when body.Items("tools").Any() => new ToolChoice(false, true, null),
        "required" => throw new RefusedException(ApiError.BadRequest(
            "Tool choice 'required' must be specified with 'tools' parameter.", "tool_choice")),
        _ => throw new RefusedException(ApiError.WrongValue("tool_choice", word, "'none', 'auto', and 'required'")),
    };

    private static (ToolChoice Choice, IReadOnlyList<ToolDefinition> Allowed) Named(JsonElement choice, IReadOnlyList<ToolDefinition> tools)
    {
        switch (choice.RequiredString("type", "tool_choice.type"))
        {
            case "function" or "custom":
                string name = choice.RequiredString("name", "tool_choice.name");
                return (new ToolChoice(false, true, Known(name, tools)), tools);
            case "allowed_tools":
                string? mode = choice.OneOf("mode", "tool_choice.mode", "auto", "required");
                string?[] names = [.. choice.Items("tools").Select(t => t.Text("name")).Where(n => n is not null).Select(n => Known(n!, tools))];
                return (new ToolChoice(false, mode == "required", null), [.. tools.Where(t => names.Contains(t.Name))]);
            default:
                // The vendor's own tools cannot be forced here: nobody runs them.
                return (Free, tools);
        }
    }

    private static string Known(string name, IReadOnlyList<ToolDefinition> tools) => tools.Any(t => t.Name == name)
        ? name
        : throw new RefusedException(ApiError.BadRequest($"Tool choice '{name}' not found in 'tools' parameter.", "tool_choice"));
}
