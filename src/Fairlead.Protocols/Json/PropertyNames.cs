using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Fairlead.Protocols.Json;

/// <summary>Compares property names with the ASCII names of the wire formats, escaped spellings included.</summary>
public static class PropertyNames
{
    private const int EscapeLength = 6;
    private const int MaxNameLength = 64;

    /// <summary>
    /// Whether the name that the reader stands on is <paramref name="name"/>. Unlike <see cref="Utf8JsonReader.ValueTextEquals(ReadOnlySpan{byte})"/>
    /// it does not throw on a name that is no Unicode text, such as half a surrogate pair: JSON's grammar allows that.
    /// </summary>
    public static bool NameIs(this ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueTextEquals(name);
        }

        if (!reader.HasValueSequence)
        {
            return Spells(reader.ValueSpan, name);
        }

        Span<byte> escaped = stackalloc byte[MaxNameLength * EscapeLength];
        var sequence = reader.ValueSequence;
        if (sequence.Length > escaped.Length)
        {
            return false;
        }

        sequence.CopyTo(escaped);
        return Spells(escaped[..(int)sequence.Length], name);
    }

    // Letters and underscores have one escape, \uXXXX; the reader has checked its digits.
    internal static bool Spells(ReadOnlySpan<byte> escaped, ReadOnlySpan<byte> name)
    {
        foreach (var letter in name)
        {
            var isEscape = escaped.StartsWith("\\u"u8);
            if (escaped.IsEmpty || letter != (isEscape && Utf8Parser.TryParse(escaped[2..EscapeLength], out ushort unit, out _, 'X') ? unit : escaped[0]))
            {
                return false;
            }

            escaped = escaped[(isEscape ? EscapeLength : 1)..];
        }

        return escaped.IsEmpty;
    }
}
