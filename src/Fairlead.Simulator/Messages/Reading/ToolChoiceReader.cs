using Fairlead.Simulator.Chat.Tools;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Reads <c>tool_choice</c>.</summary>
internal static class ToolChoiceReader
{
    /// <returns>The choice, and whether several tools may be used at once.</returns>
    internal static (ToolChoice Choice, bool Parallel) Read(InputObject body, IReadOnlyList<ToolDefinition> tools, ThinkingConfig thinking)
    {
        if (body.Object("tool_choice") is not { } choice)
        {
            return (new ToolChoice(false, false, null), true);
        }

        string type = choice.Tag(["any", "auto", "none", "tool"]);
        InputObject tagged = choice.Under(type);
        tagged.AllowOnly(type switch
        {
            "none" => ["type"],
            "tool" => ["type", "name", "disable_parallel_tool_use"],
            _ => ["type", "disable_parallel_tool_use"],
        });
        if (body.Get("tools") is null)
        {
            throw MessagesErrors.Refuse("tool_choice may only be specified while providing tools");
        }

        string? name = type == "tool" ? tagged.RequiredText("name") : null;
        if (name is not null && tools.All(t => t.Name != name))
        {
            throw MessagesErrors.Refuse($"Tool '{name}' not found in provided tools");
        }

        bool forced = type is "any" or "tool";
        return forced && thinking.Enabled
            ? throw MessagesErrors.Refuse("Thinking may not be enabled when tool_choice forces tool use.")
            : (new ToolChoice(type == "none", forced, name), !tagged.Flag("disable_parallel_tool_use"));
    }
}
