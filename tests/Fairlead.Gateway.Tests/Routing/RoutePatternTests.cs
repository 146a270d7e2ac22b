using System.Text.RegularExpressions;
using CsCheck;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class RoutePatternTests
{
    [Theory]
    [InlineData("openai/*", "openai/gpt-4o", "gpt-4o")]
    [InlineData("openai/*", "openai/ft:gpt/x", "ft:gpt/x")]
    [InlineData("*", "anything", "anything")]
    [InlineData("gpt-*-mini", "gpt-4.1-mini", "4.1")]
    [InlineData("gpt-*-mini", "gpt-a-mini-mini", "a-mini")]
    [InlineData("*/*", "a/b/c", "a|b/c")]
    [InlineData("a*b*c", "axbybzc", "x|ybz")]
    [InlineData("a**", "abc", "b|c")]
    public void Match_NameThatIsMeant_SaysWhatTheStarsAre(string pattern, string name, string stars) =>
        Assert.Equal(stars.Split('|'), new RoutePattern(pattern).Match(name));

    [Theory]
    [InlineData("openai/*", "openai/")]
    [InlineData("openai/*", "OpenAI/gpt")]
    [InlineData("gpt-*-mini", "gpt-mini")]
    [InlineData("gpt-*-mini", "gpt-4-mini-x")]
    [InlineData("*", "")]
    [InlineData("a*a", "a")]
    [InlineData("a**", "ab")]
    [InlineData("plain", "plainer")]
    public void Match_OtherName_IsNone(string pattern, string name) => Assert.Null(new RoutePattern(pattern).Match(name));

    [Fact]
    public void Match_AnyName_AgreesWithARegularExpression() =>
        Gen.Select(Gen.Char["ab*"].Array[1, 7], Gen.Char["ab"].Array[0, 10]).Sample((pattern, name) =>
        {
            var text = new string(pattern);
            var expected = Reference(text).Match(new string(name));
            var stars = new RoutePattern(text).Match(name);

            Assert.Equal(expected.Success, stars is not null);
            Assert.Equal(expected.Success, new RoutePattern(text).Matches(name));
            Assert.Equal(expected.Groups.Values.Skip(1).Where(_ => expected.Success).Select(static group => group.Value), stars ?? []);
        }, threads: 1);

    [Theory]
    [InlineData("openai/*", 7)]
    [InlineData("*", 0)]
    [InlineData("a*b*", 2)]
    public void Specificity_IsHowMuchIsSaid(string pattern, int letters) => Assert.Equal(letters, new RoutePattern(pattern).Specificity);

    [Theory]
    [InlineData("*", "x", "x")]
    [InlineData("a-*-b-*", "x|y", "a-x-b-y")]
    [InlineData("*-*", "x", "x-x")]
    [InlineData("fixed", "x", "fixed")]
    [InlineData("*", "x*y", "x*y")]
    public void Fill_PutsTheStarsIn(string template, string stars, string filled) => Assert.Equal(filled, RoutePattern.Fill(template, stars.Split('|')));

    private static Regex Reference(string pattern)
    {
        var parts = pattern.Split('*').Select(Regex.Escape).ToList();
        var text = parts[0];
        for (var i = 1; i < parts.Count; i++)
        {
            text += (i == parts.Count - 1 ? "(.+)" : "(.+?)") + parts[i];
        }

        return new Regex($@"\A{text}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }
}
