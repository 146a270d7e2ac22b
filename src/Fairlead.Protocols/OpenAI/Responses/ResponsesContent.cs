using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Writes <c>content</c> of a message and <c>output</c> of a tool.</summary>
internal static class ResponsesContent
{
    /// <summary>Writes <see cref="Writable"/> blocks as a string when they are one text, otherwise as parts.</summary>
    public static void Write(Utf8JsonWriter writer, List<Block> blocks, bool isAssistant, Conversation conversation)
    {
        if (blocks.Count == 0)
        {
            writer.Write(ResponsesWords.Empty);
            return;
        }

        if (blocks is [TextBlock only])
        {
            writer.Write(only.Text);
            return;
        }

        writer.WriteStartArray();
        foreach (var block in blocks)
        {
            WritePart(writer, block, isAssistant);
        }

        writer.WriteEndArray();
    }

    /// <summary>The blocks that have a place in a message; the others are lost. An assistant's empty text says nothing.</summary>
    public static List<Block> Writable(List<Block> blocks, bool isAssistant, Conversation conversation) => blocks.FindAll(block =>
    {
        var part = block switch
        {
            TextBlock => null,
            RefusalBlock when isAssistant => null,
            MediaBlock media when !isAssistant => ResponsesMedia.WhyLost(media),
            VendorBlock when conversation.Dialect == Dialect.Responses => null,
            _ => $"a {NameOf(block)} in this place",
        };
        if (part is not null)
        {
            conversation.Parameters.Lose(Parameter.Items, part);
        }

        return part is null && !(isAssistant && block is TextBlock { Text.IsEmptyString: true });
    });

    /// <summary>Writes a part that is a text.</summary>
    public static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> type, JsonSlice text)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.Write("text"u8, text);
        writer.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter writer, Block block, bool isAssistant)
    {
        switch (block)
        {
            case TextBlock text:
                WriteText(writer, isAssistant ? "output_text"u8 : "input_text"u8, text.Text);
                break;
            case RefusalBlock refusal:
                writer.WriteStartObject();
                writer.WriteString("type"u8, "refusal"u8);
                writer.Write("refusal"u8, refusal.Text);
                writer.WriteEndObject();
                break;
            case MediaBlock media:
                ResponsesMedia.Write(writer, media);
                break;
            case VendorBlock own:
                writer.Write(own.Value);
                break;
            default:
                break;
        }
    }

    private static string NameOf(Block block) => block switch
    {
        VendorBlock vendor => $"block of type {vendor.Type}",
        MediaBlock media => media.Kind.ToString().ToLowerInvariant(),
        _ => "block",
    };
}
