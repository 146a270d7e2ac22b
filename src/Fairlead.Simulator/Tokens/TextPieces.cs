namespace Fairlead.Simulator.Tokens;

/// <summary>Cuts text as the simulator streams it, and counts it as the simulator bills it: a piece is a word with the space before
/// it, or part of a long word; four characters of a word are a token.</summary>
internal static class TextPieces
{
    private const int LongestPiece = 16;

    internal static IEnumerable<string> Split(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = EndOfPiece(text, start);
            yield return text[start..end];
            start = end;
        }
    }

    internal static int Count(string text)
    {
        int tokens = 0;
        for (int start = 0; start < text.Length;)
        {
            int end = EndOfPiece(text, start);
            tokens += CountPiece(text.AsSpan(start, end - start));
            start = end;
        }

        return tokens;
    }

    internal static int CountPiece(ReadOnlySpan<char> piece) => (piece.Trim().Length + 3) / 4;

    /// <summary>The longest start of the text that costs no more than <paramref name="tokens"/>.</summary>
    internal static string Truncate(string text, int tokens)
    {
        int left = tokens;
        int start = 0;
        while (start < text.Length)
        {
            int end = EndOfPiece(text, start);
            int cost = CountPiece(text.AsSpan(start, end - start));
            if (cost > left)
            {
                return left == 0 ? text[..start] : text[..Whole(text, start, FirstOfWord(text, start, end) + (left * 4))];
            }

            left -= cost;
            start = end;
        }

        return text;
    }

    private static int EndOfPiece(string text, int start)
    {
        int word = FirstOfWord(text, start, text.Length);
        int end = word;
        while (end < text.Length && end - word < LongestPiece && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return Whole(text, start, end);
    }

    private static int FirstOfWord(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    // A surrogate pair must not be torn: its halves are not text on their own.
    private static int Whole(string text, int start, int end) =>
        end < text.Length && end - 1 > start && char.IsHighSurrogate(text[end - 1]) && char.IsLowSurrogate(text[end]) ? end - 1 : end;
}
