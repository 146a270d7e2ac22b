using System.Text.Json;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.Gemini;

/// <summary>Writes <c>systemInstruction</c>: all instructions.</summary>
internal static class GeminiInstructions
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
                else if (!text.Text.Inner.IsEmpty)
                {
                    Open(writer, ref isOpen);
                    GeminiParts.WriteText(writer, text.Text);
                }
            }
        }

        if (isOpen)
        {
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static void Open(Utf8JsonWriter writer, ref bool isOpen)
    {
        if (!isOpen)
        {
            isOpen = true;
            writer.WriteStartObject("systemInstruction"u8);
            writer.WriteStartArray("parts"u8);
        }
    }
}
