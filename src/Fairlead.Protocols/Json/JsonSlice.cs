using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Fairlead.Protocols.Json;

/// <summary>
/// One JSON value where it lies in a buffer. What is passed on is copied as it was written, so numbers keep their exact text and strings
/// their escapes. It is valid for as long as the buffer is. The default value stands for a member that is not there: it has no members and
/// no items, is no text and no number, and so a look-up never fails.
/// </summary>
public readonly struct JsonSlice
{
    private const int MaxDepth = 256;

    internal JsonSlice(ReadOnlyMemory<byte> text) => Text = text;

    /// <summary>The value's own bytes, without white space around it.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>Whether there is a value.</summary>
    public bool IsPresent => !Text.IsEmpty;

    /// <summary>Whether there is no value, or it is <c>null</c>.</summary>
    public bool IsNull => Text.IsEmpty || Text.Span[0] == 'n';

    /// <summary>Whether it is <c>true</c>.</summary>
    public bool IsTrue => Kind == JsonValueKind.True;

    /// <summary>What kind of value it is.</summary>
    public JsonValueKind Kind => Text.IsEmpty ? JsonValueKind.Undefined : Text.Span[0] switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'"' => JsonValueKind.String,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    /// <summary>Whether it is a string.</summary>
    public bool IsString => Kind == JsonValueKind.String;

    /// <summary>Whether it is a string without any text.</summary>
    public bool IsEmptyString => Text.Span.SequenceEqual("\"\""u8);

    /// <summary>Whether it is an object.</summary>
    public bool IsObject => Kind == JsonValueKind.Object;

    /// <summary>Whether it is an array.</summary>
    public bool IsArray => Kind == JsonValueKind.Array;

    /// <summary>A string's text without its quotes, escapes as written; nothing for other kinds.</summary>
    public ReadOnlySpan<byte> Inner => IsString ? Text.Span[1..^1] : default;

    /// <summary>The members of an object; none for other kinds.</summary>
    public JsonMembers Members => new(IsObject ? Text : default);

    /// <summary>The items of an array; none for other kinds.</summary>
    public JsonItems Items => new(IsArray ? Text : default);

    /// <summary>The first member of that name; the default value when there is none.</summary>
    public JsonSlice this[ReadOnlySpan<byte> name]
    {
        get
        {
            foreach (var member in Members)
            {
                if (member.Is(name))
                {
                    return member.Value;
                }
            }

            return default;
        }
    }

    /// <summary>The first item of an array; the default value when there is none.</summary>
    public JsonSlice First
    {
        get
        {
            foreach (var item in Items)
            {
                return item;
            }

            return default;
        }
    }

    /// <summary>Checks that a buffer holds exactly one JSON value, and takes it.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> buffer, out JsonSlice value)
    {
        value = default;
        var reader = new Utf8JsonReader(buffer.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            if (reader.Read())
            {
                return false;
            }

            value = new JsonSlice(buffer[start..end]);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A value that is valid JSON by its making: a literal of the program's.</summary>
    public static JsonSlice Literal(string json) => new(Encoding.UTF8.GetBytes(json));

    /// <summary>A string as JSON.</summary>
    public static JsonSlice Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>UTF-8 text as a JSON string.</summary>
    public static JsonSlice Of(ReadOnlySpan<byte> utf8) => new(JsonText.Quote(utf8));

    /// <summary>A count as JSON.</summary>
    public static JsonSlice Of(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        return new JsonSlice(digits[..length].ToArray());
    }

    /// <summary>The same value in memory of its own, which outlives the buffer.</summary>
    public JsonSlice Copy() => new(Text.ToArray());

    /// <summary>Whether it is the string <paramref name="text"/>, an ASCII word of a wire format; escaped spellings count.</summary>
    public bool Is(ReadOnlySpan<byte> text)
    {
        var inner = Inner;
        return IsString && (inner.SequenceEqual(text) || (inner.Contains((byte)'\\') && PropertyNames.Spells(inner, text)));
    }

    /// <summary>The string as text, half surrogate pairs replaced; null when it is no string. For words and messages, not for what is passed on.</summary>
    public string? AsString() => IsString ? Encoding.UTF8.GetString(JsonText.Unescape(Inner)) : null;

    /// <summary>The number when it is a whole one that fits; null otherwise.</summary>
    public long? AsInt64() => Kind == JsonValueKind.Number && Utf8Parser.TryParse(Text.Span, out long number, out var length) && length == Text.Length ? number : null;

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Text.Span);
}
