using System.Diagnostics;
using System.Text.Json;
using Fairlead.Protocols.JsonSchema;
using Xunit;

namespace Fairlead.Protocols.Tests.JsonSchema;

public sealed class PatternTests
{
    [Theory]
    [InlineData(@"^[a-z]+$", "abc", true)]
    [InlineData(@"^[a-z]+$", "abc\n", false)]
    [InlineData(@"^b", "a\nb", false)]
    [InlineData(@"^\d$", "٣", false)]
    [InlineData(@"^\w$", "é", false)]
    [InlineData(@"^\W$", "é", true)]
    [InlineData(@"^\s$", "\ufeff", true)]
    [InlineData(@"^\S$", "\u2028", false)]
    [InlineData(@"^.$", "\r", false)]
    [InlineData(@"^.$", "😀", true)]
    [InlineData(@"^[^a]$", "😀", true)]
    [InlineData(@"^\D$", "😀", true)]
    [InlineData(@"^😀{2}$", "😀😀", true)]
    [InlineData(@"^\u{1F600}\ud83d\ude00$", "😀😀", true)]
    [InlineData(@"^[\D]$", "5", false)]
    [InlineData(@"^[\w.-]+$", "a.b-c", true)]
    [InlineData(@"^[a-]$", "-", true)]
    [InlineData(@"^[a-z-[b\]]+$", "b[]-", true)]
    [InlineData(@"^a b#c$", "a b#c", true)]
    [InlineData(@"^\x41\u0042\t\cA\0$", "AB\t\u0001\0", true)]
    [InlineData(@"^(?<n>a|b){2,}?$", "ab", true)]
    [InlineData(@"^(?:a|b){1,2}$", "aba", false)]
    [InlineData(@"^\$\.\/\-\@$", "$./-@", true)]
    [InlineData(@"K", "\u212a", false)]
    [InlineData(@"a||b", "", true)]
    public void Pattern_OfEcmaScript_KeepsItsMeaning(string pattern, string text, bool matches)
    {
        var schema = Schema.Parse($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}""");

        Assert.Equal(matches, schema.Validate(JsonString.Of(JsonSerializer.Serialize(text))).Count == 0);
    }

    [Theory]
    [InlineData("(?=a)", "has a lookaround or another special group, which is not supported")]
    [InlineData("(?!a)", "has a lookaround or another special group, which is not supported")]
    [InlineData("(?<=a)", "has a lookaround or another special group, which is not supported")]
    [InlineData("(?<!a)", "has a lookaround or another special group, which is not supported")]
    [InlineData("(?i)a", "has a lookaround or another special group, which is not supported")]
    [InlineData(@"(a)\1", "has a backreference, which is not supported")]
    [InlineData(@"(?<n>a)\k<n>", "has a backreference, which is not supported")]
    [InlineData(@"\p{L}", "has a Unicode property, which is not supported")]
    [InlineData(@"\bx", "has a word boundary, which is not supported")]
    [InlineData(@"\Aa", @"has an unknown escape: \A")]
    [InlineData("(a", "has a group that is not closed")]
    [InlineData("a)", "closes a group that is not open")]
    [InlineData("[a", "ends too early")]
    [InlineData("[]", "has an empty class")]
    [InlineData("[b-a]", "has a range whose ends are not in order")]
    [InlineData(@"[\d-z]", "has a range whose ends are not in order")]
    [InlineData("*a", "has a repetition with nothing to repeat")]
    [InlineData("a**", "has a repetition with nothing to repeat")]
    [InlineData("a{2,1}", "has a repetition whose bounds are the wrong way round")]
    [InlineData("a{x}", @"has a { that is no repetition: write \{")]
    [InlineData("a}", @"has a } that stands alone: write \}")]
    [InlineData("((a{100}){100}){100}", "repeats too much: written in full it is too long")]
    [InlineData("a{3001}", "repeats too much: written in full it is too long")]
    [InlineData("a{99999999999}", "repeats too much: written in full it is too long")]
    [InlineData(@"\", "ends too early")]
    [InlineData(@"\u12", "has a \\x or \\u without its hexadecimal digits")]
    public void TryParse_PatternThatIsNotSupported_IsRefusedWithTheReason(string pattern, string problem) =>
        Assert.Equal(
            [$"pattern {problem}"],
            JsonString.Refusals($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}""", SchemaProfile.Own));

    [Fact]
    public void TryParse_OverlongPattern_IsRefused() =>
        Assert.Equal(
            ["pattern has more than 1000 characters"],
            JsonString.Refusals($$"""{"pattern":"{{new string('a', 1001)}}"}""", SchemaProfile.Own));

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(.*a){12}$")]
    public void Validate_PatternThatBacktracksForEver_AnswersFast(string pattern)
    {
        var schema = Schema.Parse($$"""{"pattern":"{{pattern}}"}""");
        var instance = JsonString.Of($"\"{new string('a', 50_000)}!\"");
        var watch = Stopwatch.StartNew();

        Assert.NotEmpty(schema.Validate(instance));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }
}
