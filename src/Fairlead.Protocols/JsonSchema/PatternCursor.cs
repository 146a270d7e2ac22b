using System.Globalization;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>Reads a pattern from left to right.</summary>
internal sealed class PatternCursor(string source)
{
    private int at;

    public bool IsAtEnd => at >= source.Length;

    public bool IsAt(char character) => !IsAtEnd && source[at] == character;

    public bool IsAfter(char character) => at > 0 && source[at - 1] == character;

    public char Take() => IsAtEnd ? throw new PatternException("ends too early") : source[at++];

    public bool TrySkip(string text)
    {
        var isThere = string.CompareOrdinal(source, at, text, 0, text.Length) == 0;
        at += isThere ? text.Length : 0;
        return isThere;
    }

    public void SkipPast(char character)
    {
        while (Take() != character)
        {
        }
    }

    /// <summary>The whole character that begins with a unit just taken.</summary>
    public int Complete(char first) =>
        char.IsHighSurrogate(first) && !IsAtEnd && char.IsLowSurrogate(source[at]) ? char.ConvertToUtf32(first, Take()) : first;

    /// <summary>A decimal number, if there is one; a longer one than makes sense is cut to the largest.</summary>
    public int? TakeNumber()
    {
        var start = at;
        while (!IsAtEnd && char.IsAsciiDigit(source[at]))
        {
            at++;
        }

        var digits = source.AsSpan(start, at - start);
        return digits.IsEmpty ? null
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
    }

    public int TakeHexadecimal(int length)
    {
        var digits = at + length <= source.Length ? source.AsSpan(at, length) : default;
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            throw new PatternException("has a \\x or \\u without its hexadecimal digits");
        }

        at += length;
        return number;
    }

    /// <summary>The digits of <c>\u{…}</c>, once the opening brace is taken.</summary>
    public int TakeBraced()
    {
        var length = source.AsSpan(at).IndexOf('}');
        var number = TakeHexadecimal(length is >= 1 and <= 6 ? length : int.MaxValue / 2);
        at++;
        return number <= 0x10FFFF ? number : throw new PatternException("has a \\u{…} beyond the last character");
    }
}
