using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Chat.Tools;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>A conversation of turns as the messages that the shared part of the simulator answers.</summary>
internal static class ChatMessages
{
    internal static IReadOnlyList<ChatMessage> Of(string system, IReadOnlyList<Turn> turns)
    {
        IEnumerable<ChatMessage> said = turns.SelectMany(turn => turn.IsAssistant ? [OfAssistant(turn)] : OfUser(turn));
        return system.Length == 0 ? [.. said] : [new ChatMessage("system", system, [], null), .. said];
    }

    private static ChatMessage OfAssistant(Turn turn) => new(
        "assistant",
        TextOf(turn),
        [.. turn.Blocks.Where(b => b.Type == "tool_use").Select(b => new ToolCall(b.ToolUseId!, b.Name!, b.Input!))],
        null);

    private static IEnumerable<ChatMessage> OfUser(Turn turn)
    {
        foreach (ContentBlock result in turn.Blocks.Where(b => b.Type == "tool_result"))
        {
            yield return new ChatMessage("tool", result.Text, [], result.ToolUseId);
        }

        if (turn.Blocks.Any(b => b.Type != "tool_result"))
        {
            yield return new ChatMessage("user", TextOf(turn), [], null);
        }
    }

    private static string TextOf(Turn turn) => string.Join('\n', turn.Blocks.Where(b => b.Type == "text").Select(b => b.Text));
}
