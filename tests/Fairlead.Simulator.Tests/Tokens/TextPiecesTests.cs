using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Tests.Tokens;

public sealed class TextPiecesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("one two  three\n\nfour ")]
    [InlineData("{\"averylongjsonkeywithoutanyspace\":\"🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢\"}")]
    public void Split_AnyText_JoinsToTheSameAndTearsNoCharacter(string text)
    {
        string[] pieces = [.. TextPieces.Split(text)];

        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, p => Assert.False(char.IsHighSurrogate(p[^1])));
        Assert.Equal(TextPieces.Count(text), pieces.Sum(p => TextPieces.CountPiece(p)));
    }

    [Theory]
    [InlineData("one two three", 2, "one two")]
    [InlineData("one threefour", 2, "one thre")]
    [InlineData("one two", 9, "one two")]
    public void Truncate_MoreTokensThanAllowed_KeepsTheStart(string text, int tokens, string expected) =>
        Assert.Equal(expected, TextPieces.Truncate(text, tokens));
}
