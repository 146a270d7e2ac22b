using System.Text.Json;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes <c>messages</c>, whose roles alternate. In a message the results of tools go first, as Claude demands it.</summary>
internal static class ConverseMessages
{
    /// <summary>Writes a conversation's turns.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        var content = new ConverseContent(writer, conversation.Parameters);
        Turn? open = null;
        writer.WriteStartArray("messages"u8);
        foreach (var turn in conversation.Turns())
        {
            turn.Blocks.RemoveAll(block => !content.CanWrite(block, turn.Role));
            if (turn.Blocks.Count == 0)
            {
                continue; // A message without content is refused.
            }

            // Once a turn is left out, its neighbours are the same side's.
            if (open?.Role == turn.Role)
            {
                open.Blocks.AddRange(turn.Blocks);
                continue;
            }

            WriteMessage(writer, open, content);
            open = turn;
        }

        WriteMessage(writer, open, content);
        writer.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter writer, Turn? turn, ConverseContent content)
    {
        if (turn is null)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("role"u8, turn.Role == Role.Assistant ? "assistant"u8 : "user"u8);
        writer.WriteStartArray("content"u8);
        turn.Blocks.FindAll(static block => block is ToolResultBlock).ForEach(content.Write);
        turn.Blocks.FindAll(static block => block is not ToolResultBlock).ForEach(content.Write);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
