using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI;

/// <summary>The tools that the client runs itself: a vendor's own are written by no other vendor's writer.</summary>
internal static class OwnTools
{
    /// <summary>Whether there is one.</summary>
    public static bool Any(Conversation conversation) => conversation.Tools.Exists(static tool => tool.Kind != ToolKind.Vendor);

    /// <summary>
    /// The choice as far as it is about these tools; null when nothing is left of it. The vendor refuses a choice of a tool that is not there, as Claude Code's
    /// search would be: Anthropic's own tool alone, and forced.
    /// </summary>
    public static ToolChoice? Choice(Conversation conversation)
    {
        var choice = conversation.ToolChoice;
        if (choice is null or { Names.Count: 0 } or { Mode: ToolChoiceMode.Vendor })
        {
            return choice;
        }

        List<JsonSlice> names = [.. choice.Names.Where(name => Has(conversation, name))];
        if (names.Count == 0)
        {
            return null;
        }

        if (names.Count < choice.Names.Count)
        {
            conversation.Parameters.Lose(Parameter.ToolChoice, "tools that are not on offer");
        }

        return new ToolChoice(choice.Mode, names);
    }

    private static bool Has(Conversation conversation, JsonSlice name) =>
        name.AsString() is { } wanted && conversation.Tools.Exists(tool => tool.Kind != ToolKind.Vendor && tool.Name.AsString() == wanted);
}
