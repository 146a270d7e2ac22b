using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>
/// A JSON number as written, without rounding: <c>digits × 10^exponent</c>, where the digits neither begin nor end with a zero.
/// Zero has no digits. Two numbers are equal when their parts are.
/// </summary>
internal readonly record struct ExactNumber(bool IsNegative, string Digits, long Exponent)
{
    private const long FarthestExponent = long.MaxValue / 4;
    private const int ChunkLength = 18;

    public bool IsZero => Digits.Length == 0;

    public bool IsInteger => IsZero || Exponent >= 0;

    public static ExactNumber Of(JsonElement number)
    {
        var text = number.GetRawText().AsSpan();
        var isNegative = text[0] == '-';
        text = isNegative ? text[1..] : text;
        long exponent = 0;
        if (text.IndexOfAny('e', 'E') is >= 0 and var mark)
        {
            exponent = ReadExponent(text[(mark + 1)..]);
            text = text[..mark];
        }

        var point = text.IndexOf('.');
        exponent -= point < 0 ? 0 : text.Length - point - 1;
        var digits = text.ToString().Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var significant = digits.TrimEnd('0');
        return significant.Length == 0
            ? new ExactNumber(false, "", 0)
            : new ExactNumber(isNegative, significant, exponent + digits.Length - significant.Length);
    }

    public int CompareTo(ExactNumber other)
    {
        var sign = IsZero ? 0 : IsNegative ? -1 : 1;
        var otherSign = other.IsZero ? 0 : other.IsNegative ? -1 : 1;
        if (sign != otherSign || sign == 0)
        {
            return sign.CompareTo(otherSign);
        }

        var magnitude = (Digits.Length + Exponent).CompareTo(other.Digits.Length + other.Exponent);
        return sign * (magnitude != 0 ? magnitude : string.CompareOrdinal(Digits, other.Digits));
    }

    public bool IsMultipleOf(ExactNumber divisor)
    {
        // Digits never end with a zero, so they are no multiple of ten, and of nothing that ten divides.
        if (IsZero || Exponent < divisor.Exponent)
        {
            return IsZero;
        }

        var modulus = BigInteger.Parse(divisor.Digits, CultureInfo.InvariantCulture);
        var scale = BigInteger.ModPow(10, Exponent - divisor.Exponent, modulus);
        return (Remainder(modulus) * scale % modulus).IsZero;
    }

    public override string ToString() => $"{(IsNegative ? "-" : "")}{Digits}e{Exponent}";

    /// <summary>By chunks, so that a very long number costs time in proportion to its length.</summary>
    private BigInteger Remainder(BigInteger modulus)
    {
        var remainder = BigInteger.Zero;
        for (var start = 0; start < Digits.Length; start += ChunkLength)
        {
            var chunk = Digits.AsSpan(start, Math.Min(ChunkLength, Digits.Length - start));
            var value = long.Parse(chunk, NumberStyles.None, CultureInfo.InvariantCulture);
            remainder = ((remainder * BigInteger.Pow(10, chunk.Length)) + value) % modulus;
        }

        return remainder;
    }

    private static long ReadExponent(ReadOnlySpan<char> text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
        {
            return Math.Clamp(exponent, -FarthestExponent, FarthestExponent);
        }

        return text[0] == '-' ? -FarthestExponent : FarthestExponent;
    }
}
