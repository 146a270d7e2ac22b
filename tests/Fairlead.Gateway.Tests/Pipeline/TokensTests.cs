using System.Diagnostics;
using Fairlead.Gateway.Pipeline;
using Microsoft.ML.Tokenizers;

namespace Fairlead.Gateway.Tests.Pipeline;

public sealed class TokensTests
{
    private static readonly Tokenizer Vocabulary = TiktokenTokenizer.CreateForModel("gpt-4o");

    [Theory]
    [InlineData("")]
    [InlineData("one two ")]
    [InlineData("The quick brown fox, aged 1234567, jumps — over it's lazy dogs.\n\n  Indented\tand\r\nbroken. ")]
    [InlineData("if (x  ==  y) { return \"a b\"; } // naïve 😀 ")]
    public void Count_OfALongText_IsThatOfTheWhole(string text)
    {
        foreach (var times in (int[])[1, 100, 1000])
        {
            var whole = string.Concat(Enumerable.Repeat(text, times));

            Assert.Equal(Vocabulary.CountTokens(whole), Tokens.Count(whole));
        }
    }

    [Fact]
    public void Count_OfOneEndlessWord_TakesTimeInProportionAndIsNearlyExact()
    {
        var word = string.Concat(Enumerable.Repeat("aé😀b", 100_000));
        Tokens.Count("first");
        var watch = Stopwatch.StartNew();

        var tokens = Tokens.Count(word);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        var expected = Vocabulary.CountTokens(word[..5000]) * 100;
        Assert.InRange(tokens, expected * 0.98, expected * 1.02);
    }
}
