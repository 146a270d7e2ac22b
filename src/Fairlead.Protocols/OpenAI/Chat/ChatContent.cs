using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Writes <c>content</c>.</summary>
internal static class ChatContent
{
    /// <summary>A string without text.</summary>
    public static JsonSlice Empty { get; } = JsonSlice.Literal("\"\"");

    /// <summary>Arguments of a call that has none.</summary>
    public static JsonSlice EmptyObject { get; } = JsonSlice.Literal("\"{}\"");

    /// <summary>What stands between two texts of a message.</summary>
    public static JsonSlice Paragraph { get; } = JsonSlice.Literal("\"\\n\\n\"");

    /// <summary>What stands between two texts of a tool's result.</summary>
    public static JsonSlice Line { get; } = JsonSlice.Literal("\"\\n\"");

    /// <summary>
    /// Writes <see cref="Writable"/> blocks as a string when they are all text, otherwise as parts: they mean the same, and DeepSeek among others refuses parts
    /// (BerriAI/litellm issue 6642: "invalid type: sequence, expected a string").
    /// </summary>
    public static void Write(Utf8JsonWriter writer, List<Block> blocks)
    {
        writer.WritePropertyName("content"u8);
        if (blocks.TrueForAll(static block => block is TextBlock))
        {
            writer.Write(JsonText.Join([.. blocks.Select(static block => ((TextBlock)block).Text)], Paragraph));
            return;
        }

        writer.WriteStartArray();
        foreach (var block in blocks)
        {
            WritePart(writer, block);
        }

        writer.WriteEndArray();
    }

    /// <summary>The blocks that have a place in a message of the user or in instructions; the others are lost.</summary>
    public static List<Block> Writable(List<Block> blocks, Parameters parameters) => blocks.FindAll(block =>
    {
        var part = block switch
        {
            TextBlock => null,
            MediaBlock media => ChatMedia.WhyLost(media),
            _ => $"a {NameOf(block)} in this place",
        };
        if (part is not null)
        {
            parameters.Lose(Parameter.Items, part);
        }

        return part is null;
    });

    /// <summary>The text of blocks in one string; absent when there is none. Media goes to <paramref name="media"/>; what else has no place is lost.</summary>
    public static JsonSlice Join(List<Block> blocks, JsonSlice separator, Parameters parameters, List<Block>? media = null)
    {
        List<JsonSlice> texts = [];
        foreach (var block in blocks)
        {
            switch (block)
            {
                case TextBlock text:
                    texts.Add(text.Text);
                    break;
                case MediaBlock when media is not null:
                    media.Add(block);
                    break;
                case ToolCallBlock or RefusalBlock:
                    break;
                case ReasoningBlock:
                    parameters.Lose(Parameter.Items, "thoughts of earlier turns");
                    break;
                default:
                    parameters.Lose(Parameter.Items, $"a {NameOf(block)} in this place");
                    break;
            }
        }

        return JsonText.Join(texts, separator);
    }

    private static void WritePart(Utf8JsonWriter writer, Block block)
    {
        switch (block)
        {
            case TextBlock text:
                WriteText(writer, text.Text);
                break;
            case MediaBlock media:
                ChatMedia.Write(writer, media);
                break;
            default:
                break;
        }
    }

    /// <summary>Writes a text part.</summary>
    public static void WriteText(Utf8JsonWriter writer, JsonSlice text)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
        writer.Write("text"u8, text);
        writer.WriteEndObject();
    }

    private static string NameOf(Block block) => block switch
    {
        VendorBlock vendor => $"block of type {vendor.Type}",
        MediaBlock media => media.Kind.ToString().ToLowerInvariant(),
        _ => "block",
    };
}
