using System.Globalization;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>Dates, times and durations of RFC 3339.</summary>
internal static class TimeFormats
{
    private const int LongestText = 64;

    public static bool IsDateTime(string text) =>
        text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    public static bool IsDate(string text) =>
        text.All(IsDigitOr('-')) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary><c>12:00:00</c>, a fraction if any, and the offset; a leap second is allowed.</summary>
    public static bool IsTime(string text)
    {
        if (text.Length is < 9 or > LongestText || !IsClock(text[..5], 24) || text[5] != ':' || !IsPair(text.AsSpan(6, 2), 61))
        {
            return false;
        }

        var rest = text[8..];
        if (rest[0] == '.')
        {
            var fraction = rest.Skip(1).TakeWhile(char.IsAsciiDigit).Count();
            if (fraction == 0)
            {
                return false;
            }

            rest = rest[(fraction + 1)..];
        }

        return rest is "Z" or "z" || (rest.Length == 6 && rest[0] is '+' or '-' && IsClock(rest[1..], 24));
    }

    /// <summary><c>P1Y2M3DT4H5M6S</c> with parts left out, or weeks alone.</summary>
    public static bool IsDuration(string text)
    {
        if (text.Length is < 3 or > LongestText || text[0] != 'P')
        {
            return false;
        }

        if (text[^1] == 'W')
        {
            return text[1..^1].All(char.IsAsciiDigit);
        }

        var mark = text.IndexOf('T', StringComparison.Ordinal);
        return mark < 0
            ? HasParts(text[1..], "YMD")
            : (mark == 1 || HasParts(text[1..mark], "YMD")) && HasParts(text[(mark + 1)..], "HMS");
    }

    private static bool HasParts(string text, string units)
    {
        var (unit, digits) = (-1, 0);
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                digits++;
                continue;
            }

            var next = units.IndexOf(character, StringComparison.Ordinal);
            if (digits == 0 || next <= unit)
            {
                return false;
            }

            (unit, digits) = (next, 0);
        }

        return unit >= 0 && digits == 0;
    }

    private static bool IsClock(string text, int hours) =>
        text[2] == ':' && IsPair(text.AsSpan(0, 2), hours) && IsPair(text.AsSpan(3, 2), 60);

    private static bool IsPair(ReadOnlySpan<char> text, int limit) =>
        char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) && ((text[0] - '0') * 10) + text[1] - '0' < limit;

    private static Func<char, bool> IsDigitOr(char separator) => character => character == separator || char.IsAsciiDigit(character);
}
