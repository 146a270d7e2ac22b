using System.Buffers.Text;
using System.Text;

namespace Fairlead.Protocols.Json;

/// <summary>The escapes of a JSON string. Source: RFC 8259, section 7.</summary>
internal static class JsonEscapes
{
    private const int UnicodeEscapeLength = 6;

    /// <summary>Writes the text without its escapes, which is never longer; returns its length.</summary>
    public static int Remove(ReadOnlySpan<byte> inner, Span<byte> output)
    {
        var written = 0;
        while (!inner.IsEmpty)
        {
            var escape = inner.IndexOf((byte)'\\');
            var plain = escape < 0 ? inner.Length : escape;
            inner[..plain].CopyTo(output[written..]);
            written += plain;
            inner = inner[plain..];
            if (escape >= 0)
            {
                written += RemoveOne(ref inner, output[written..]);
            }
        }

        return written;
    }

    private static int RemoveOne(ref ReadOnlySpan<byte> inner, Span<byte> output)
    {
        if (inner[1] == 'u')
        {
            return TakeRune(ref inner).EncodeToUtf8(output);
        }

        output[0] = inner[1] switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            var other => other,
        };
        inner = inner[2..];
        return 1;
    }

    private static Rune TakeRune(ref ReadOnlySpan<byte> inner)
    {
        var first = TakeUnit(ref inner);
        if (Rune.TryCreate(first, out var rune))
        {
            return rune;
        }

        var rest = inner;
        if (char.IsHighSurrogate(first) && rest.StartsWith("\\u"u8) && Rune.TryCreate(first, TakeUnit(ref rest), out rune))
        {
            inner = rest;
            return rune;
        }

        return Rune.ReplacementChar;
    }

    private static char TakeUnit(ref ReadOnlySpan<byte> inner)
    {
        var unit = Utf8Parser.TryParse(inner[2..UnicodeEscapeLength], out ushort value, out _, 'X') ? (char)value : (char)Rune.ReplacementChar.Value;
        inner = inner[UnicodeEscapeLength..];
        return unit;
    }
}
