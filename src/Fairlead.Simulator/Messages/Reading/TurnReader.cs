using System.Text.Json;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Reads <c>messages</c> and checks each on its own.</summary>
internal static class TurnReader
{
    internal static Conversation Read(InputObject body, string model)
    {
        var messages = new List<Turn>();
        var system = new List<string>();
        string? before = null;
        foreach ((int index, InputObject message) in body.Objects("messages").Index())
        {
            string role = message.RequiredText("role");
            if (role == "system")
            {
                system.Add(SystemTurns.Read(message, index, model, before));
            }
            else
            {
                messages.Add(ReadOne(message, index, role));
            }

            before = role;
        }

        CheckEnds(body, messages);
        CheckEmpty(messages);
        return new Conversation(Turn.Merge(messages), string.Join('\n', system));
    }

    private static void CheckEnds(InputObject body, List<Turn> messages)
    {
        if (messages.Count == 0)
        {
            throw body.Refuse("messages", "at least one message is required");
        }

        if (messages[0].IsAssistant)
        {
            throw body.Refuse("messages", "first message must use the \"user\" role");
        }

        if (messages[^1] is { IsAssistant: true, Blocks: [.., { Type: "text", Text: var text }] } && text.Length > text.TrimEnd().Length)
        {
            throw body.Refuse("messages", "final assistant content cannot end with trailing whitespace");
        }
    }

    private static Turn ReadOne(InputObject message, int index, string role)
    {
        message.OneOf("role", "user", "assistant");
        ContentBlock[] blocks = ReadContent(message);
        message.AllowOnly(["role", "content"]);
        ContentBlock? misplaced = blocks.FirstOrDefault(b => role == "user" ? b.Type == "tool_use" || b.IsThinking : b.Type == "tool_result");
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

    private static void CheckEmpty(List<Turn> messages)
    {
        foreach (Turn message in messages)
        {
            if (message.Blocks.Count == 0 && !(message.IsAssistant && message == messages[^1]))
            {
                throw MessagesErrors.Refuse(
                    $"messages.{message.Index}: all messages must have non-empty content except for the optional final assistant message");
            }
        }
    }
}
