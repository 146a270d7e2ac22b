using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes <c>system</c>: all instructions.</summary>
internal static class ConverseInstructions
{
    /// <summary>Writes the member, if there are instructions.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        conversation.Parameters.Take(Parameter.Instructions);
        var isOpen = false;
        foreach (var item in conversation.Instructions())
        {
            foreach (var block in item.Blocks)
            {
                if (block is not TextBlock text)
                {
                    conversation.Parameters.Lose(Parameter.Items, "instructions that are no text");
                }
                else if (JsonText.HasWords(text.Text))
                {
                    Open(writer, ref isOpen);
                    ConverseText.Write(writer, text.Text);
                    ConverseText.WriteCachePoint(writer, text.CacheControl);
                }
            }
        }

        if (isOpen)
        {
            writer.WriteEndArray();
        }
    }

    private static void Open(Utf8JsonWriter writer, ref bool isOpen)
    {
        if (!isOpen)
        {
            isOpen = true;
            writer.WriteStartArray("system"u8);
        }
    }
}
