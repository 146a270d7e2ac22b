using System.Text.Json;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>
/// Writes <c>system</c>. Instructions further down the conversation join the first ones, and their place is lost: only the newest models take
/// messages of role system, and only a client of the dialect knows which.
/// </summary>
internal static class MessagesSystemWriter
{
    /// <summary>Writes the field if there are instructions.</summary>
    public static void Write(Utf8JsonWriter json, Conversation conversation)
    {
        conversation.Parameters.Take(Parameter.Instructions);
        var blocks = Collect(conversation);
        if (blocks.Count > 0)
        {
            json.WritePropertyName("system"u8);
            MessagesContentWriter.Write(json, blocks, conversation);
        }
    }

    /// <summary>Whether an item belongs into <c>system</c>.</summary>
    public static bool IsInstruction(Item item) => item.Role is Role.System or Role.Developer;

    private static List<Block> Collect(Conversation conversation)
    {
        List<Block> blocks = [];
        var isLate = false;
        foreach (var item in conversation.Items)
        {
            if (!IsInstruction(item))
            {
                isLate = true;
                continue;
            }

            if (isLate && conversation.Dialect == Dialect.Messages)
            {
                continue;
            }

            if (isLate)
            {
                conversation.Parameters.Lose(Parameter.Items, "the place of later instructions");
            }

            blocks.AddRange(item.Blocks);
        }

        return MessagesContentWriter.Writable(blocks, conversation);
    }
}
