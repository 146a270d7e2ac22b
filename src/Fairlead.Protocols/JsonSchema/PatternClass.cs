namespace Fairlead.Protocols.JsonSchema;

/// <summary>A class: <c>[a-z\d]</c>.</summary>
internal static class PatternClass
{
    /// <summary>Reads a class, once its opening bracket is taken, in .NET's notation.</summary>
    public static string Read(PatternCursor cursor)
    {
        var isNegated = cursor.TrySkip("^");
        var ranges = new List<(int, int)>();
        while (!cursor.TrySkip("]"))
        {
            ranges.AddRange(ReadEntry(cursor));
        }

        if (ranges.Count == 0)
        {
            throw new PatternException("has an empty class");
        }

        var set = new PatternSet(ranges);
        return isNegated ? set.Outside() : set.Inside();
    }

    private static IEnumerable<(int First, int Last)> ReadEntry(PatternCursor cursor)
    {
        var (set, first) = ReadMember(cursor);
        if (!cursor.TrySkip("-"))
        {
            return set?.Ranges ?? [(first, first)];
        }

        if (cursor.IsAt(']'))
        {
            return [.. set?.Ranges ?? [(first, first)], ('-', '-')];
        }

        var (otherSet, last) = ReadMember(cursor);
        return set is null && otherSet is null && first <= last
            ? [(first, last)]
            : throw new PatternException("has a range whose ends are not in order");
    }

    private static (PatternSet? Set, int Character) ReadMember(PatternCursor cursor)
    {
        var character = cursor.Take();
        if (character != '\\')
        {
            return (null, OfFirstPlane(cursor.Complete(character)));
        }

        var letter = cursor.Take();
        if (PatternEscape.FindSet(letter) is { } set)
        {
            return (char.IsAsciiLetterUpper(letter) ? set.Complement() : set, 0);
        }

        return (null, letter == 'b' ? '\b' : OfFirstPlane(PatternEscape.ReadCharacter(cursor, letter)));
    }

    private static int OfFirstPlane(int codePoint) =>
        codePoint <= 0xFFFF ? codePoint : throw new PatternException("has a class with a character beyond U+FFFF, which is not supported");
}
