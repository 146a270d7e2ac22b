using System.Buffers;
using System.Text.Json;

namespace Fairlead.Protocols.OpenAI;

/// <summary>Finds the <c>image_url</c> parts of a chat request's messages.</summary>
public static class ImageParts
{
    /// <summary>What stands in for an image that a model cannot see: the conversation says so, rather than losing a turn's part.</summary>
    public static ReadOnlyMemory<byte> Omitted { get; } = "{\"type\":\"text\",\"text\":\"[image omitted: this model does not accept images]\"}"u8.ToArray();

    /// <summary>Replaces every image part by <see cref="Omitted"/>.</summary>
    /// <returns>How many there were.</returns>
    public static int Omit(in ReadOnlySequence<byte> body, FieldSpan messages, BodyEdits edits)
    {
        var reader = new Utf8JsonReader(body.Slice(messages.Start, messages.Length), new JsonReaderOptions { MaxDepth = 128 });
        var count = 0;
        var partStart = 0;
        while (reader.Read())
        {
            // messages[ message{ content[ part{ : a part's members stand at depth 4.
            if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 3)
            {
                partStart = messages.Start + (int)reader.TokenStartIndex;
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 4 && reader.NameIs("image_url"u8))
            {
                SkipToEndOfPart(ref reader);
                edits.Replace(partStart, messages.Start + (int)reader.BytesConsumed, Omitted);
                count++;
            }
        }

        return count;
    }

    private static void SkipToEndOfPart(ref Utf8JsonReader reader)
    {
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 3))
        {
            reader.Skip();
        }
    }
}
