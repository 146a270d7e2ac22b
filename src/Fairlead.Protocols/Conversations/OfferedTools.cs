using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>
/// The tools that a writer can say: the caller's own, and a vendor's when client and upstream share the dialect. Servers refuse a choice among tools
/// that are not there, so the choice is cut down to those that are.
/// </summary>
public static class OfferedTools
{
    /// <summary>Whether there are any.</summary>
    public static bool Any(Conversation conversation, Dialect upstream) =>
        conversation.Tools.Exists(tool => tool.Kind != ToolKind.Vendor || conversation.Dialect == upstream);

    /// <summary>The choice that can be written; null when there is none, or when it is about tools that are not there: whoever takes the parameter only
    /// for a choice that is not null has it named as lost.</summary>
    public static ToolChoice? ChoiceOf(Conversation conversation, Dialect upstream)
    {
        if (conversation.ToolChoice is not { } choice || !Any(conversation, upstream))
        {
            return null;
        }

        return conversation.Dialect == upstream ? choice : choice.Mode == ToolChoiceMode.Vendor ? null : AmongOwn(choice, conversation);
    }

    /// <summary>A choice cut down to the caller's own tools; null when nothing is left of it.</summary>
    public static ToolChoice? AmongOwn(ToolChoice choice, Conversation conversation)
    {
        if (choice.Mode != ToolChoiceMode.Named && choice.Names.Count == 0)
        {
            return choice;
        }

        JsonSlice[] names = [.. choice.Names.Where(name => conversation.Tools.Exists(tool => tool.Kind != ToolKind.Vendor && IsSame(tool.Name, name)))];
        if (names.Length > 0 && names.Length < choice.Names.Count)
        {
            conversation.Parameters.Lose(Parameter.ToolChoice, "tools that are not on offer");
        }

        return names.Length == 0 ? null : choice with { Names = names };
    }

    private static bool IsSame(JsonSlice left, JsonSlice right) => left.AsString() is { } name && name == right.AsString();
}
