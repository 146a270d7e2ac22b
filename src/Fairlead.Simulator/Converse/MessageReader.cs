using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Converse;

/// <summary>Reads <c>system</c> and <c>messages</c>.</summary>
internal static class MessageReader
{
    internal static IReadOnlyList<ChatMessage> ReadAll(JsonElement body)
    {
        JsonElement[] messages = [.. body.Items("messages")];
        TurnRules.Check(messages, body.Get("toolConfig") is not null);
        for (int i = 0; i < messages.Length; i++)
        {
            BlockRules.Check(messages[i], i);
        }

        string system = string.Join('\n', body.Items("system").Select(TextOf).Where(t => t is not null));
        ChatMessage[] first = system.Length > 0 ? [new ChatMessage("system", system, [], null)] : [];
        return [.. first, .. messages.SelectMany(ReadOne)];
    }

    private static IEnumerable<ChatMessage> ReadOne(JsonElement message)
    {
        JsonElement[] blocks = [.. message.Items("content")];
        string text = string.Join('\n', blocks.Select(TextOf).Where(t => t is not null));
        if (message.Text("role") == "assistant")
        {
            ToolCall[] calls =
            [
                .. blocks.Select(b => b.Get("toolUse")).OfType<JsonElement>()
                    .Select(use => new ToolCall(use.Text("toolUseId")!, use.Text("name")!, use.Get("input")!.Value.GetRawText())),
            ];
            yield return new ChatMessage("assistant", text, calls, null);
            yield break;
        }

        JsonElement[] results = [.. blocks.Select(b => b.Get("toolResult")).OfType<JsonElement>()];
        foreach (JsonElement result in results)
        {
            yield return new ChatMessage("tool", string.Join('\n', result.Items("content").Select(ResultText)), [], result.Text("toolUseId"));
        }

        if (text.Length > 0 || results.Length == 0)
        {
            yield return new ChatMessage("user", text, [], null);
        }
    }

    private static string? TextOf(JsonElement block) => block.Text("text") ?? block.Get("guardContent")?.Get("text")?.Text("text");

    private static string ResultText(JsonElement block) =>
        block.Text("text") ?? block.Get("json")?.GetRawText() ?? (block.Get("image") is not null ? "an image" : "a document");
}
