using System.Text.Json;
using Fairlead.Protocols.JsonSchema;
using Xunit;

namespace Fairlead.Protocols.Tests.JsonSchema;

public sealed class MessageTests
{
    [Fact]
    public void Validate_NamesThatAreNoWords_AreQuotedInThePath() =>
        Assert.Equal(
            ["config.customHeaders[\"X \\\"Y\"][0].a-b must be null, but is a number"],
            JsonString.Validate(
                """{"properties":{"config":{"properties":{"customHeaders":{"additionalProperties":{"items":{"properties":{"a-b":{"type":"null"}}}}}}}}}""",
                """{"config":{"customHeaders":{"X \"Y":[{"a-b":1}]}}}""").Lines());

    [Fact]
    public void Validate_SeveralProblems_ComeInDocumentOrder() =>
        Assert.Equal(
            ["z must be null, but is a number", "a.y is required", "b must be a string, but is null", "c is required"],
            JsonString.Validate(
                """{"properties":{"a":{"required":["y"]},"b":{"$ref":"#/$defs/s"}},"required":["c"],"$ref":"#/$defs/z","$defs":{"s":{"type":"string"},"z":{"properties":{"z":{"type":"null"}}}}}""",
                """{"z":1,"a":{},"b":null}""").Lines());

    [Theory]
    [InlineData("temprature", "temperature")]
    [InlineData("maxtokens", "max_tokens")]
    [InlineData("tepmerature", "temperature")]
    [InlineData("colour", null)]
    public void Validate_UnknownField_SuggestsACloseOne(string given, string? meant) =>
        Assert.Equal(
            [$"{given} is not a known field; known fields are temperature, max_tokens" + (meant is null ? "" : $"; did you mean '{meant}'?")],
            JsonString.Validate(
                """{"properties":{"temperature":{},"max_tokens":{}},"additionalProperties":false}""",
                $$"""{"{{given}}":1}""").Lines());

    [Fact]
    public void Validate_NameGivenTwice_IsAProblemEvenWhereTheSchemaIsSilent() =>
        Assert.Equal(["a.b is given twice"], JsonString.Validate("{}", """{"a":{"b":1,"b":2}}""").Lines());

    [Fact]
    public void Validate_FormToldApartByATag_IsTheOneSpokenOf() =>
        Assert.Equal(
            ["size must be a number, but is a string"],
            JsonString.Validate(
                """{"anyOf":[{"properties":{"kind":{"const":"a"},"size":{"type":"number"}}},{"properties":{"kind":{"const":"b"},"size":{"type":"null"}}}]}""",
                """{"kind":"a","size":"x"}""").Lines());

    [Fact]
    public void Validate_AnyViolation_NeverQuotesTheValue()
    {
        const string Secret = "sk-7f3a";
        foreach (var entry in KeywordCase.All)
        {
            var problems = JsonString.Validate(entry.Schema, JsonSerializer.Serialize(Secret))
                .Concat(JsonString.Validate(entry.Schema, $$"""{"a":"{{Secret}}"}"""))
                .Concat(JsonString.Validate(entry.Schema, $"""["{Secret}"]"""));
            Assert.DoesNotContain(problems, static problem => problem.ToString().Contains(Secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Validate_ManyProblems_AreBounded() =>
        Assert.Equal(50, JsonString.Validate("""{"items":{"type":"null"}}""", $"[{string.Join(',', Enumerable.Repeat("1", 500))}]").Count);

    [Theory]
    [InlineData("a.b", "config", "config.a.b")]
    [InlineData("[0]", "config", "config[0]")]
    [InlineData("", "config", "config")]
    [InlineData("a", "", "a")]
    public void Under_Prefix_IsJoined(string path, string prefix, string joined) =>
        Assert.Equal(joined, new Problem(path, "").Under(prefix).Path);
}
