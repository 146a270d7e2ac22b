using System.Text.Json;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes <c>messages</c>, whose roles alternate.</summary>
internal static class ConverseMessages
{
    /// <summary>Writes a conversation's turns.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        var content = new ConverseContent(writer, conversation.Parameters);
        var last = Role.Tool;
        writer.WriteStartArray("messages"u8);
        foreach (var turn in conversation.Turns())
        {
            turn.Blocks.RemoveAll(block => !content.CanWrite(block, turn.Role));
            if (turn.Blocks.Count == 0)
            {
                continue; // A message without content is refused.
            }

            // Once a turn is left out, its neighbours are the same side's.
            if (turn.Role != last)
            {
                End(writer, last);
                writer.WriteStartObject();
                writer.WriteString("role"u8, turn.Role == Role.Assistant ? "assistant"u8 : "user"u8);
                writer.WriteStartArray("content"u8);
                last = turn.Role;
            }

            turn.Blocks.ForEach(content.Write);
        }

        End(writer, last);
        writer.WriteEndArray();
    }

    private static void End(Utf8JsonWriter writer, Role last)
    {
        if (last != Role.Tool)
        {
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }
}
