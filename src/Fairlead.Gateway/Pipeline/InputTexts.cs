using System.Buffers;
using System.Text;
using System.Text.Json;
using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Pipeline;

/// <summary>
/// The texts in a request that a model reads: the strings of its messages, instructions and tools, without the words and ids of the wire format, and without
/// what is no text, such as an image.
/// </summary>
internal static class InputTexts
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 128 };

    /// <summary>The texts of a part of a request.</summary>
    public static List<string> Of(in ReadOnlySequence<byte> json)
    {
        var texts = new List<string>();
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        Read(ref reader, texts);
        return texts;
    }

    /// <summary>The tokens of a whole request's input.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public static long Count(in ReadOnlySequence<byte> body, Operation operation)
    {
        var texts = new List<string>();
        var ids = 0L;
        var reader = new Utf8JsonReader(body, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var mayBeIds = operation is Operation.Embeddings or Operation.Completions && (reader.ValueTextEquals("input"u8) || reader.ValueTextEquals("prompt"u8));
            var isRead = mayBeIds || IsInput(ref reader);
            reader.Read();
            if (isRead)
            {
                ids += Read(ref reader, texts, mayBeIds);
            }
            else
            {
                reader.Skip();
            }
        }

        return ids + texts.Sum(static text => (long)Tokens.Count(text));
    }

    // OpenAI takes tokens themselves, as numbers, where these operations take texts.
    private static long Read(ref Utf8JsonReader reader, List<string> texts, bool mayBeIds = false)
    {
        var ids = 0L;
        var depth = reader.CurrentDepth;
        var isUnread = false;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    isUnread = !reader.ValueIsEscaped && IsUnread(ref reader);
                    break;
                case JsonTokenType.EndObject:
                    isUnread = false;
                    break;
                case JsonTokenType.String when !isUnread:
                    texts.Add(TextOf(ref reader));
                    break;
                case JsonTokenType.Number when mayBeIds:
                    ids++;
                    break;
            }
        }
        while ((reader.CurrentDepth > depth || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) && reader.Read());

        return ids;
    }

    private static bool IsInput(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("messages"u8) || reader.ValueTextEquals("input"u8) || reader.ValueTextEquals("prompt"u8) || reader.ValueTextEquals("suffix"u8)
        || reader.ValueTextEquals("system"u8) || reader.ValueTextEquals("instructions"u8) || reader.ValueTextEquals("tools"u8) || reader.ValueTextEquals("functions"u8);

    // An image's or a recording's base64 is not read as text by any model.
    private static bool IsUnread(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("url"u8) || reader.ValueTextEquals("image_url"u8) || reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("file_data"u8)
        || reader.ValueTextEquals("role"u8) || reader.ValueTextEquals("type"u8) || reader.ValueTextEquals("media_type"u8)
        || reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("call_id"u8) || reader.ValueTextEquals("tool_call_id"u8) || reader.ValueTextEquals("tool_use_id"u8)
        || reader.ValueTextEquals("file_id"u8) || reader.ValueTextEquals("signature"u8) || reader.ValueTextEquals("encrypted_content"u8);

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8: JSON's grammar allows them, and they are counted as they are written.
            return Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        }
    }
}
