using System.Text.Json;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>
/// Writes <c>messages</c>: neighbours of the same side are one message, in which tool results go first. Nothing is invented: a conversation that
/// the model began is sent as it is.
/// </summary>
internal static class MessagesTurnWriter
{
    /// <summary>Writes the field.</summary>
    public static void Write(Utf8JsonWriter json, Conversation conversation)
    {
        json.WriteStartArray("messages"u8);
        List<Block> blocks = [];
        var role = Role.User;
        var hasBegun = false;
        foreach (var item in conversation.Items)
        {
            if (MessagesSystemWriter.IsInstruction(item) && !(hasBegun && conversation.Dialect == Dialect.Messages))
            {
                continue;
            }

            hasBegun = true;
            var next = item.Role == Role.Tool ? Role.User : item.Role;
            if (next != role)
            {
                WriteMessage(json, role, blocks, conversation);
                blocks.Clear();
                role = next;
            }

            if (item.Name.IsString)
            {
                conversation.Parameters.Lose(Parameter.Items, "the name of a speaker");
            }

            blocks.AddRange(item.Blocks);
        }

        WriteMessage(json, role, blocks, conversation);
        json.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, Role role, List<Block> blocks, Conversation conversation)
    {
        var written = MessagesContentWriter.Writable(blocks, conversation);
        if (written.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, role == Role.User ? "user"u8 : role == Role.Assistant ? "assistant"u8 : "system"u8);
        json.WritePropertyName("content"u8);
        MessagesContentWriter.Write(json, [.. written.Where(static block => block is ToolResultBlock), .. written.Where(static block => block is not ToolResultBlock)], conversation);
        json.WriteEndObject();
    }
}
