using Fairlead.Protocols.JsonSchema;
using Xunit;

namespace Fairlead.Protocols.Tests.JsonSchema;

public sealed class KeywordTests
{
    private static readonly string[] Annotations = ["title", "description", "default", "examples", "$schema", "$comment", "deprecated"];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, KeywordCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Validate_KeywordHolds_FindsNothing(int index) =>
        Assert.Empty(JsonString.Validate(KeywordCase.All[index].Schema, KeywordCase.All[index].Passing));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Validate_KeywordIsViolated_SaysSo(int index) =>
        Assert.Equal(
            [KeywordCase.All[index].Problem],
            JsonString.Validate(KeywordCase.All[index].Schema, KeywordCase.All[index].Violating).Lines());

    [Fact]
    public void KeywordTable_EveryKeyword_HasACase() =>
        Assert.Equal(
            KeywordTable.Names(SchemaProfile.Own).Except(Annotations),
            KeywordCase.All.Select(static entry => entry.Keyword).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Validate_InstanceOfAnotherType_IsNoneOfTheKeywordsBusiness(int index)
    {
        var entry = KeywordCase.All[index];
        if (entry.Keyword is "minLength" or "maxLength" or "pattern" or "format")
        {
            Assert.Empty(JsonString.Validate(entry.Schema, "1000"));
        }
        else if (entry.Keyword is "minimum" or "multipleOf" or "required" or "minItems" or "minProperties")
        {
            Assert.Empty(JsonString.Validate(entry.Schema, "\"\""));
        }
    }

    [Fact]
    public void Annotations_OfAnyInstance_AskNothing() =>
        Assert.Empty(JsonString.Validate(
            """{"title":"t","description":"d","default":1,"examples":[2],"$schema":"https://json-schema.org/draft/2020-12/schema","$comment":"c","deprecated":true}""",
            "[]"));

    [Theory]
    [InlineData("""{"title":1}""", "title must be a string")]
    [InlineData("""{"examples":{}}""", "examples must be an array")]
    [InlineData("""{"deprecated":"yes"}""", "deprecated must be true or false")]
    [InlineData("""{"type":"text"}""", "type must be one of object, array, string, number, integer, boolean, null, or an array of some of them, each once")]
    [InlineData("""{"type":[]}""", "type must name at least one type")]
    [InlineData("""{"properties":[]}""", "properties must be an object whose fields are schemas")]
    [InlineData("""{"properties":{"a":true}}""", "properties.a must be a schema, which is an object")]
    [InlineData("""{"required":["a","a"]}""", "required must be an array of field names, each once")]
    [InlineData("""{"required":"a"}""", "required must be an array of field names, each once")]
    [InlineData("""{"additionalProperties":1}""", "additionalProperties must be true, false or a schema")]
    [InlineData("""{"propertyNames":{"type":"string"}}""", "propertyNames must be an object with no other keywords than pattern, minLength, maxLength")]
    [InlineData("""{"minItems":-1}""", "minItems must be a whole number from 0 to 2147483647")]
    [InlineData("""{"maxLength":1.5}""", "maxLength must be a whole number from 0 to 2147483647")]
    [InlineData("""{"enum":[]}""", "enum must be an array with at least one item")]
    [InlineData("""{"anyOf":[]}""", "anyOf must be an array with at least one item")]
    [InlineData("""{"multipleOf":0}""", "multipleOf must be greater than 0")]
    [InlineData("""{"minimum":"1"}""", "minimum must be a number")]
    [InlineData("""{"minimum":1e999999}""", "minimum is out of range")]
    [InlineData("""{"uniqueItems":1}""", "uniqueItems must be true or false")]
    [InlineData("""{"format":"iri"}""", "format must be one of date-time, time, date, duration, email, hostname, ipv4, ipv6, uuid, uri")]
    [InlineData("""{"typo":1}""", "typo is not supported")]
    [InlineData("[]", "must be a schema, which is an object")]
    public void TryParse_KeywordWithAWrongValue_IsRefused(string schema, string problem) =>
        Assert.StartsWith(problem, Assert.Single(JsonString.Refusals(schema, SchemaProfile.Own)), StringComparison.Ordinal);
}
