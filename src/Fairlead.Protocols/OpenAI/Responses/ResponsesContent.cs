using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Writes <c>content</c> of a message and <c>output</c> of a tool.</summary>
internal static class ResponsesContent
{
    /// <summary>Writes blocks as a string when they are one text, otherwise as parts.</summary>
    public static void Write(Utf8JsonWriter writer, List<Block> blocks, bool isAssistant, Conversation conversation)
    {
        if (blocks.Count == 0)
        {
            writer.Write(ResponsesWords.Empty);
            return;
        }

        if (blocks is [TextBlock only])
        {
            LoseCacheControl(only, conversation.Parameters);
            writer.Write(only.Text);
            return;
        }

        writer.WriteStartArray();
        foreach (var block in blocks)
        {
            LoseCacheControl(block, conversation.Parameters);
            WritePart(writer, block, isAssistant, conversation);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a part that is a text.</summary>
    public static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> type, JsonSlice text)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.Write("text"u8, text);
        writer.WriteEndObject();
    }

    /// <summary>Names a cache marker as lost: the vendor caches by itself.</summary>
    public static void LoseCacheControl(Block block, Parameters parameters)
    {
        if (block.CacheControl.IsPresent)
        {
            parameters.Lose(Parameter.Items, "cache_control");
        }
    }

    private static void WritePart(Utf8JsonWriter writer, Block block, bool isAssistant, Conversation conversation)
    {
        switch (block)
        {
            case TextBlock text:
                WriteText(writer, isAssistant ? "output_text"u8 : "input_text"u8, text.Text);
                break;
            case RefusalBlock refusal when isAssistant:
                writer.WriteStartObject();
                writer.WriteString("type"u8, "refusal"u8);
                writer.Write("refusal"u8, refusal.Text);
                writer.WriteEndObject();
                break;
            case MediaBlock media when !isAssistant:
                ResponsesMedia.Write(writer, media, conversation.Parameters);
                break;
            case VendorBlock own when conversation.Dialect == Dialect.Responses:
                writer.Write(own.Value);
                break;
            default:
                conversation.Parameters.Lose(Parameter.Items, $"a {NameOf(block)} in this place");
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
