namespace Fairlead.Protocols.JsonSchema;

/// <summary>What follows a backslash.</summary>
internal static class PatternEscape
{
    /// <summary>Reads an escape outside a class, in .NET's notation.</summary>
    public static string ReadAtom(PatternCursor cursor)
    {
        var character = cursor.Take();
        if (FindSet(character) is { } set)
        {
            return char.IsAsciiLetterUpper(character) ? set.Outside() : set.Inside();
        }

        return character is 'b' or 'B'
            ? throw new PatternException("has a word boundary, which is not supported")
            : PatternSet.Literal(ReadCharacter(cursor, character));
    }

    /// <summary>The set that <c>\d</c>, <c>\w</c> or <c>\s</c> stands for; that of their capitals is what lies outside it.</summary>
    public static PatternSet? FindSet(char letter) => letter switch
    {
        'd' or 'D' => PatternSet.Digit,
        'w' or 'W' => PatternSet.Word,
        's' or 'S' => PatternSet.Space,
        _ => null,
    };

    /// <summary>The code point that an escape stands for; its first character is taken already.</summary>
    public static int ReadCharacter(PatternCursor cursor, char first) => first switch
    {
        't' => '\t',
        'n' => '\n',
        'v' => '\v',
        'f' => '\f',
        'r' => '\r',
        'x' => cursor.TakeHexadecimal(2),
        'u' => ReadUnicode(cursor),
        'c' => ReadControl(cursor.Take()),
        '0' => cursor.TakeNumber() is null ? 0 : throw new PatternException("has an octal escape, which is not supported"),
        (>= '1' and <= '9') or 'k' => throw new PatternException("has a backreference, which is not supported"),
        'p' or 'P' => throw new PatternException("has a Unicode property, which is not supported"),
        _ when char.IsAsciiLetterOrDigit(first) => throw new PatternException($"has an unknown escape: \\{first}"),
        _ => cursor.Complete(first),
    };

    private static int ReadUnicode(PatternCursor cursor)
    {
        if (cursor.TrySkip("{"))
        {
            return cursor.TakeBraced();
        }

        var first = (char)cursor.TakeHexadecimal(4);
        if (!char.IsHighSurrogate(first) || !cursor.TrySkip("\\u"))
        {
            return first;
        }

        var second = (char)cursor.TakeHexadecimal(4);
        return char.IsLowSurrogate(second)
            ? char.ConvertToUtf32(first, second)
            : throw new PatternException("has half a character");
    }

    private static int ReadControl(char letter) =>
        char.IsAsciiLetter(letter) ? letter % 32 : throw new PatternException("has a \\c without a letter");
}
