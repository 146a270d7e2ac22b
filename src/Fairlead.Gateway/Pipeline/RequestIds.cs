using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Pipeline;

/// <summary>Makes the ids of requests: 120 bits from a generator whose seed is the process's own secret. They name requests and prove nothing.</summary>
internal static class RequestIds
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuv";
    private const int BitsPerDigit = 5;
    private const int Length = 24;
    private static readonly UInt128 Mask = (UInt128.One << (Length * BitsPerDigit)) - 1;
    private static readonly Dice Dice = new();

    /// <summary>A new one, as a number.</summary>
    public static UInt128 Next() => new UInt128(Dice.NextBits(), Dice.NextBits()) & Mask;

    /// <summary>Writes one: 24 digits and small letters.</summary>
    public static string Format(UInt128 id) => string.Create(Length, id, static (letters, left) =>
    {
        for (var i = Length - 1; i >= 0; i--, left >>= BitsPerDigit)
        {
            letters[i] = Digits[(int)(left & 31)];
        }
    });

    /// <summary>Reads one; null for what is none.</summary>
    public static UInt128? Parse(string text)
    {
        var id = UInt128.Zero;
        foreach (var letter in text)
        {
            var digit = Digits.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            id = (id << BitsPerDigit) | (uint)digit;
        }

        return text.Length == Length ? id : null;
    }
}
