using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Chat.Tools;

/// <summary>Checks that tool calls and tool results of a conversation belong together.</summary>
internal static class ToolTurns
{
    internal static void Check(IReadOnlyList<ChatMessage> messages)
    {
        var open = new List<string>();
        bool answering = false;
        int asked = 0;
        for (int i = 0; i < messages.Count; i++)
        {
            ChatMessage message = messages[i];
            if (message.Role == "tool")
            {
                if (!answering)
                {
                    throw Refuse("Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.", i);
                }

                open.Remove(message.ToolCallId!);
                continue;
            }

            CheckAnswered(open, asked);
            open = [.. message.ToolCalls.Select(c => c.Id)];
            answering = open.Count > 0;
            asked = i;
        }

        CheckAnswered(open, asked);
    }

    private static void CheckAnswered(List<string> open, int asked)
    {
        if (open.Count > 0)
        {
            throw Refuse(
                $"An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: {string.Join(", ", open)}",
                asked);
        }
    }

    private static RefusedException Refuse(string message, int index) =>
        new(ApiError.BadRequest(message, $"messages.[{index}].role"));
}
