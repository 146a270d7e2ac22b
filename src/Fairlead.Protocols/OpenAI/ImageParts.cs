using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Json;

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
        while (reader.Read())
        {
            // messages[ message{ "content": [ part{ : a message's members stand at depth 2, the parts of its content at depth 3.
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2)
            {
                EnterContent(ref reader);
            }
            else if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 3)
            {
                var start = messages.Start + (int)reader.TokenStartIndex;
                if (IsImage(ref reader))
                {
                    edits.Replace(start, messages.Start + (int)reader.BytesConsumed, Omitted);
                    count++;
                }
            }
        }

        return count;
    }

    // Leaves the reader on the start of a content's array, or on the end of any other member.
    private static void EnterContent(ref Utf8JsonReader reader)
    {
        var isContent = reader.NameIs("content"u8);
        reader.Read();
        if (!isContent || reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
        }
    }

    // Leaves the reader on the part's end. Some clients write every member of a part, those of other types as null.
    private static bool IsImage(ref Utf8JsonReader reader)
    {
        var isImage = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUrl = reader.NameIs("image_url"u8);
            reader.Read();
            isImage |= isUrl && reader.TokenType != JsonTokenType.Null;
            reader.Skip();
        }

        return isImage;
    }
}
