using System.Globalization;
using System.Text;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>A set of characters of the first plane, as ranges; how it and its complement are written in .NET's notation.</summary>
internal sealed class PatternSet
{
    private const int LastUnit = 0xFFFF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;
    private const string Pair = @"[\ud800-\udbff][\udc00-\udfff]";

    private readonly List<(int First, int Last)> ranges;

    public PatternSet(params IEnumerable<(int First, int Last)> ranges) => this.ranges = [.. ranges];

    public static PatternSet AnyButLineBreak { get; } = new((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029));

    public static PatternSet Digit { get; } = new(('0', '9'));

    public static PatternSet Word { get; } = new(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    public static PatternSet Space { get; } = new(
        (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A),
        (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    public IReadOnlyList<(int First, int Last)> Ranges => ranges;

    public static string Literal(int codePoint) =>
        codePoint <= LastUnit ? Unit(codePoint) : $"(?:{string.Concat(char.ConvertFromUtf32(codePoint).Select(static c => Unit(c)))})";

    /// <summary>One of the characters.</summary>
    public string Inside() => $"[{Write(ranges)}]";

    /// <summary>One character that is not among them; a character beyond the first plane is one character.</summary>
    public string Outside() => $"(?:{Pair}|[^{Write(ranges.Append((FirstSurrogate, LastSurrogate)))}])";

    /// <summary>The other characters of the first plane.</summary>
    public PatternSet Complement()
    {
        var others = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in ranges.Order())
        {
            if (first > next)
            {
                others.Add((next, first - 1));
            }

            next = Math.Max(next, last + 1);
        }

        return new PatternSet(next <= LastUnit ? others.Append((next, LastUnit)) : others);
    }

    private static string Write(IEnumerable<(int First, int Last)> ranges) => ranges
        .Aggregate(new StringBuilder(), static (text, range) => text.Append(Unit(range.First)).Append('-').Append(Unit(range.Last)))
        .ToString();

    private static string Unit(int unit) => @"\u" + unit.ToString("x4", CultureInfo.InvariantCulture);
}
