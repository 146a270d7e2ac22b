using Microsoft.ML.Tokenizers;

namespace Fairlead.Gateway.Pipeline;

/// <summary>
/// Counts tokens in the o200k vocabulary. The time that a tokenizer takes grows with the square of its longest word, so a long text is counted in pieces:
/// they end before a space, where a token always ends too, or where there is none for too long.
/// </summary>
internal static class Tokens
{
    private const int LongestPiece = 2048;
    private static readonly Lazy<Tokenizer> Vocabulary = new(static () => TiktokenTokenizer.CreateForModel("gpt-4o"));

    /// <summary>The number of tokens of a text.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var tokens = 0;
        while (text.Length > LongestPiece)
        {
            var length = LengthOfPiece(text);
            tokens += Vocabulary.Value.CountTokens(text[..length]);
            text = text[length..];
        }

        return tokens + Vocabulary.Value.CountTokens(text);
    }

    // A space belongs to the word that it stands before, unless other white space is beside it.
    private static int LengthOfPiece(ReadOnlySpan<char> text)
    {
        for (var at = LongestPiece - 1; at > 0; at--)
        {
            if (text[at] == ' ' && char.IsLetter(text[at + 1]) && !char.IsWhiteSpace(text[at - 1]))
            {
                return at;
            }
        }

        return char.IsHighSurrogate(text[LongestPiece - 1]) ? LongestPiece - 1 : LongestPiece;
    }
}
