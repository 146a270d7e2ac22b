using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Responses.Input;

/// <summary>How items belong together, and what they are as chat messages.</summary>
internal static class ItemTurns
{
    internal static void Check(IReadOnlyList<InputItem> items)
    {
        HashSet<string> asked = [.. items.Where(i => i.Call is not null).Select(i => i.Call!.Id)];
        HashSet<string> answered = [.. items.Where(i => i.Answers is not null).Select(i => i.Answers!)];
        for (int i = 0; i < items.Count; i++)
        {
            InputItem item = items[i];
            if (item.Answers is { } call && !asked.Contains(call))
            {
                throw Refuse($"No tool call found for {Kind(item)} call output with call_id {call}.");
            }

            if (item.Call is { } open && !answered.Contains(open.Id))
            {
                throw Refuse($"No tool output found for {Kind(item)} call {open.Id}.");
            }

            if (item.Type == "reasoning" && (i + 1 == items.Count || items[i + 1] is { Type: "message", Role: not "assistant" } or { Answers: not null }))
            {
                throw Refuse($"Item '{item.Id}' of type 'reasoning' was provided without its required following item.");
            }
        }
    }

    /// <summary>Calls made one after another are one message's, as chat has it.</summary>
    internal static IReadOnlyList<ChatMessage> ToMessages(IReadOnlyList<InputItem> items)
    {
        var messages = new List<ChatMessage>();
        foreach (InputItem item in items)
        {
            if (item.Role is { } role)
            {
                messages.Add(new ChatMessage(role, item.Text, [], null));
            }
            else if (item.Answers is { } call)
            {
                messages.Add(new ChatMessage("tool", item.Text, [], call));
            }
            else if (item.Call is { } made)
            {
                bool more = messages is [.., { Role: "assistant", ToolCalls.Count: > 0 }];
                ChatMessage asking = more ? messages[^1] : new ChatMessage("assistant", "", [], null);
                messages.RemoveRange(messages.Count - (more ? 1 : 0), more ? 1 : 0);
                messages.Add(asking with { ToolCalls = [.. asking.ToolCalls, made] });
            }
        }

        return messages.Count > 0 ? messages : [new ChatMessage("user", "", [], null)];
    }

    private static string Kind(InputItem item) => item.Type.StartsWith("custom", StringComparison.Ordinal) ? "custom tool" : "function";

    private static RefusedException Refuse(string message) => new(ApiError.BadRequest(message, "input"));
}
