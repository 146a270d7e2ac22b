using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fairlead.Protocols.Json;

/// <summary>JSON strings as bytes: put between quotes, taken out, put together; nothing goes through UTF-16.</summary>
public static class JsonText
{
    private static readonly JsonSlice EmptyObject = JsonSlice.Literal("{}");

    /// <summary>UTF-8 text as a JSON string, quotes included.</summary>
    public static ReadOnlyMemory<byte> Quote(ReadOnlySpan<byte> utf8) => Quote(utf8, default);

    /// <summary>One string of two strings' texts, as they were written.</summary>
    public static JsonSlice Concat(JsonSlice left, JsonSlice right)
    {
        if (!left.IsString || right.IsEmptyString)
        {
            return left.IsString ? left : right;
        }

        byte[] joined = [(byte)'"', .. left.Inner, .. right.Inner, (byte)'"'];
        return new JsonSlice(joined);
    }

    /// <summary>One string of several strings' texts, the separator's between them; absent when there is none. Empty ones are left out beside others.</summary>
    public static JsonSlice Join(IReadOnlyList<JsonSlice> texts, JsonSlice separator)
    {
        if (texts.Count < 2)
        {
            return texts.Count == 0 ? default : texts[0];
        }

        var joined = new JsonTextBuilder();
        foreach (var text in texts)
        {
            if (!text.Inner.IsEmpty && !joined.IsEmpty)
            {
                joined.Append(separator);
            }

            joined.Append(text);
        }

        return joined.Build();
    }

    /// <summary>A string of a part of another string's text. The part must not begin or end within an escape.</summary>
    public static JsonSlice Part(ReadOnlySpan<byte> inner) => new((byte[])[(byte)'"', .. inner, (byte)'"']);

    /// <summary>A JSON value as the text of a JSON string: an arguments object as <c>arguments</c> has it.</summary>
    public static JsonSlice Stringify(JsonSlice value) => JsonSlice.Of(value.Text.Span);

    /// <summary>
    /// The JSON object that a string's text holds: <c>arguments</c> as an <c>input</c>. Empty text is an empty object, and text that is no JSON
    /// object comes as the member <c>_raw</c> of one, so that nothing is lost of it.
    /// </summary>
    public static JsonSlice ParseObject(JsonSlice text)
    {
        if (text.Inner.IsEmpty)
        {
            return EmptyObject;
        }

        return JsonSlice.TryParse(Unescape(text.Inner), out var value) && value.IsObject
            ? value
            : new JsonSlice((byte[])[.. "{\"_raw\":"u8, .. text.Text.Span, (byte)'}']);
    }

    /// <summary>Whether a string has anything but white space: Anthropic and Bedrock refuse a block of text that has not.</summary>
    public static bool HasWords(JsonSlice text)
    {
        var rest = text.Inner;
        while (!rest.IsEmpty && (rest[0] == ' ' || (rest[0] == '\\' && rest[1] is (byte)'n' or (byte)'t' or (byte)'r')))
        {
            rest = rest[(rest[0] == ' ' ? 1 : 2)..];
        }

        // Spaces beyond ASCII, and escaped ones, are rare at a text's beginning.
        return !rest.IsEmpty && ((rest[0] < 0x80 && !rest.StartsWith("\\u"u8)) || !string.IsNullOrWhiteSpace(text.AsString()));
    }

    /// <summary>Removes a string's escapes. Half a surrogate pair becomes U+FFFD, the only text that UTF-8 cannot hold.</summary>
    public static byte[] Unescape(ReadOnlySpan<byte> inner)
    {
        if (!inner.Contains((byte)'\\'))
        {
            return inner.ToArray();
        }

        var unescaped = new byte[inner.Length];
        return unescaped[..JsonEscapes.Remove(inner, unescaped)];
    }

    private static ReadOnlyMemory<byte> Quote(ReadOnlySpan<byte> utf8, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>(utf8.Length + 16);
        using (var writer = new Utf8JsonWriter(buffer, options with { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStringValue(utf8);
        }

        return buffer.WrittenMemory;
    }
}
