using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI;

/// <summary>
/// Finds the images in the messages of a request, or in its input: <c>image_url</c> parts in Chat, <c>input_image</c> in Responses, <c>image</c> blocks in Messages,
/// those in the results of tools included.
/// </summary>
public static class ImageParts
{
    private static readonly ReadOnlyMemory<byte> OmittedInput = "{\"type\":\"input_text\",\"text\":\"[image omitted: this model does not accept images]\"}"u8.ToArray();

    /// <summary>What stands in for an image that a model cannot see: the conversation says so, rather than losing a turn's part.</summary>
    public static ReadOnlyMemory<byte> Omitted { get; } = "{\"type\":\"text\",\"text\":\"[image omitted: this model does not accept images]\"}"u8.ToArray();

    /// <summary>Replaces every image by <see cref="Omitted"/>.</summary>
    /// <param name="body">The body.</param>
    /// <param name="messages">Its messages, or its input.</param>
    /// <param name="edits">Where the replacements go.</param>
    /// <returns>How many there were.</returns>
    public static int Omit(in ReadOnlySequence<byte> body, FieldSpan messages, BodyEdits edits)
    {
        var reader = new Utf8JsonReader(body.Slice(messages.Start, messages.Length), new JsonReaderOptions { MaxDepth = 128 });
        reader.Read();
        return reader.TokenType == JsonTokenType.StartArray ? OmitIn(ref reader, messages.Start, edits, areParts: false) : 0;
    }

    // From an array's start to its end.
    private static int OmitIn(ref Utf8JsonReader reader, int origin, BodyEdits edits, bool areParts)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = origin + (int)reader.TokenStartIndex;
            var end = reader;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
            }
            else if (areParts && Replacement(ref end) is { IsEmpty: false } replacement)
            {
                reader = end;
                edits.Replace(start, origin + (int)reader.BytesConsumed, replacement);
                count++;
            }
            else
            {
                count += OmitBelow(ref reader, origin, edits);
            }
        }

        return count;
    }

    // From an object's start to its end: a message, a result of a tool, or what is neither and has no such member.
    private static int OmitBelow(ref Utf8JsonReader reader, int origin, BodyEdits edits)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var hasParts = reader.NameIs("content"u8) || reader.NameIs("output"u8);
            reader.Read();
            if (hasParts && reader.TokenType == JsonTokenType.StartArray)
            {
                count += OmitIn(ref reader, origin, edits, areParts: true);
            }
            else
            {
                reader.Skip();
            }
        }

        return count;
    }

    // What a part gives way to; nothing when it is no image. Leaves the reader on the part's end. Some clients write every member of a part, those of other types as null.
    private static ReadOnlyMemory<byte> Replacement(ref Utf8JsonReader reader)
    {
        ReadOnlyMemory<byte> replacement = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUrl = reader.NameIs("image_url"u8);
            var isType = reader.NameIs("type"u8);
            reader.Read();
            replacement = isType && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("input_image"u8) ? OmittedInput
                : replacement.IsEmpty && ((isUrl && reader.TokenType != JsonTokenType.Null) || (isType && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("image"u8))) ? Omitted
                : replacement;
            reader.Skip();
        }

        return replacement;
    }
}
