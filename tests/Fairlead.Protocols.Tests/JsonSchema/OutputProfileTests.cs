using Fairlead.Protocols.JsonSchema;
using Xunit;

namespace Fairlead.Protocols.Tests.JsonSchema;

public sealed class OutputProfileTests
{
    [Theory]
    [InlineData("oneOf")]
    [InlineData("allOf")]
    [InlineData("not")]
    [InlineData("if")]
    [InlineData("then")]
    [InlineData("else")]
    [InlineData("patternProperties")]
    [InlineData("propertyNames")]
    [InlineData("minProperties")]
    [InlineData("maxProperties")]
    [InlineData("uniqueItems")]
    [InlineData("contains")]
    [InlineData("prefixItems")]
    [InlineData("dependentRequired")]
    [InlineData("dependentSchemas")]
    [InlineData("unevaluatedProperties")]
    [InlineData("unevaluatedItems")]
    [InlineData("$id")]
    [InlineData("$anchor")]
    [InlineData("$dynamicRef")]
    [InlineData("$vocabulary")]
    [InlineData("contentEncoding")]
    [InlineData("nullable")]
    public void TryParse_UnsupportedKeyword_IsRefusedByNameWithItsPath(string keyword)
    {
        var schema = $$"""{"type":"object","properties":{"a":{"{{keyword}}":[]} } }""";

        var problem = Assert.Single(JsonString.Refusals(schema));

        Assert.Contains($"the keyword \"{keyword}\"", problem, StringComparison.Ordinal);
        Assert.StartsWith(keyword[0] == '$' ? $"properties.a[\"{keyword}\"] " : $"properties.a.{keyword} ", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":"array"}""")]
    [InlineData("""{"type":["object","null"]}""")]
    public void TryParse_RootThatIsNoObject_IsRefused(string schema) =>
        Assert.Equal(["type must be \"object\" at the root"], JsonString.Refusals(schema));

    [Theory]
    [InlineData("https://example.com/schema.json")]
    [InlineData("other.json#/$defs/a")]
    [InlineData("")]
    public void TryParse_RemoteReference_IsRefused(string target) =>
        Assert.Equal(
            ["items[\"$ref\"] must begin with #: schemas are not loaded from elsewhere"],
            JsonString.Refusals($$"""{"type":"object","items":{"$ref":"{{target}}"} }"""));

    [Fact]
    public void TryParse_SeveralFaults_AreAllNamedInOrder() =>
        Assert.Equal(
            ["type must be one of object, array, string, number, integer, boolean, null, or an array of some of them, each once",
             "properties.a.minLength must be a whole number from 0 to 2147483647",
             "required must be an array of field names, each once"],
            JsonString.Refusals("""{"type":"objekt","properties":{"a":{"minLength":"3"}},"required":[1]}""", SchemaProfile.Own));

    [Fact]
    public void TryParse_KeywordOfTheSubset_IsTaken()
    {
        var taken = Schema.TryParse(
            JsonString.Of("""{"type":"object","properties":{"a":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"number","minimum":1}}}"""),
            out var schema,
            out var problems);

        Assert.True(taken);
        Assert.Empty(problems);
        Assert.Equal(["a must be at least 1"], schema!.Validate(JsonString.Of("""{"a":0}""")).Lines());
    }

    [Fact]
    public void Parse_InvalidSchema_ThrowsWithEveryProblem()
    {
        var exception = Assert.Throws<SchemaException>(static () => Schema.Parse("""{"type":"x","not":{}}"""));

        Assert.Equal(2, exception.Problems.Count);
        Assert.Throws<SchemaException>(static () => Schema.Parse("{"));
    }
}
