using System.Text.Json;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Reads <c>messages</c> and checks each on its own.</summary>
internal static class TurnReader
{
    internal static IReadOnlyList<Turn> Read(InputObject body)
    {
        Turn[] messages = [.. body.Objects("messages").Select(ReadOne)];
        if (messages.Length == 0)
        {
            throw body.Refuse("messages", "at least one message is required");
        }

        if (messages[0].IsAssistant)
        {
            throw body.Refuse("messages", "first message must use the \"user\" role");
        }

        CheckEmpty(messages);
        return Turn.Merge(messages);
    }

    private static Turn ReadOne(InputObject message, int index)
    {
        string role = message.RequiredText("role");
        if (role == "system")
        {
            throw MessagesErrors.Refuse(
                "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter, not \"system\" as an input message role.");
        }

        message.OneOf("role", "user", "assistant");
        ContentBlock[] blocks = ReadContent(message);
        message.AllowOnly(["role", "content"]);
        ContentBlock? misplaced = blocks.FirstOrDefault(b => b.Type == "tool_result" ? role != "user" : (b.Type == "tool_use" || b.IsThinking) && role != "assistant");
        return misplaced is null
            ? new Turn(role, index, blocks)
            : throw MessagesErrors.Refuse(
                $"messages.{index}: `{misplaced.Type}` blocks can only be in `{(role == "user" ? "assistant" : "user")}` messages");
    }

    private static ContentBlock[] ReadContent(InputObject message)
    {
        JsonElement content = message.Required("content");
        if (content.ValueKind == JsonValueKind.String)
        {
            string text = content.GetString()!;
            return text.Length == 0 ? [] : [new ContentBlock("text", message.At("content")) { Text = text }];
        }

        ContentBlock[] blocks = [.. message.Objects("content").Select(BlockReader.Read)];
        string[] texts = [.. blocks.Where(b => b.Type == "text").Select(b => b.Text)];
        return texts.Any(t => t.Length == 0) ? throw MessagesErrors.Refuse("messages: text content blocks must be non-empty")
            : texts.Any(string.IsNullOrWhiteSpace) ? throw MessagesErrors.Refuse("messages: text content blocks must contain non-whitespace text")
            : blocks;
    }

    private static void CheckEmpty(Turn[] messages)
    {
        for (int i = 0; i < messages.Length; i++)
        {
            if (messages[i].Blocks.Count == 0 && (i < messages.Length - 1 || !messages[i].IsAssistant))
            {
                throw MessagesErrors.Refuse($"messages.{i}: all messages must have non-empty content except for the optional final assistant message");
            }
        }

        Turn last = messages[^1];
        if (last.IsAssistant && last.Blocks is [.., { Type: "text", Text: var text }] && text.Length > text.TrimEnd().Length)
        {
            throw MessagesErrors.Refuse("messages: final assistant content cannot end with trailing whitespace");
        }
    }
}
