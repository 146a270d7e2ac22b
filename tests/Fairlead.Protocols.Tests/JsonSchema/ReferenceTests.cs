using Fairlead.Protocols.JsonSchema;
using Xunit;

namespace Fairlead.Protocols.Tests.JsonSchema;

public sealed class ReferenceTests
{
    private const string Tree =
        """
        {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["value"],"properties":{
          "value":{"type":"integer"},"next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]}}}}}
        """;

    [Fact]
    public void Validate_RecursionIntoTheValue_ReachesTheLeaves() =>
        Assert.Equal(
            ["next.next.value must be an integer, but is a string"],
            JsonString.Validate(Tree, """{"value":1,"next":{"value":2,"next":{"value":"x","next":null}}}""").Lines());

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}""")]
    [InlineData("""{"$defs":{"a":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/a"}]}}}""")]
    [InlineData("""{"oneOf":[{"$ref":"#"}]}""")]
    public void TryParse_CycleThatConsumesNothing_IsRefused(string schema) =>
        Assert.All(
            JsonString.Refusals(schema, SchemaProfile.Own),
            static problem => Assert.EndsWith("leads back to itself without looking into the value", problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("#/$defs/a")]
    [InlineData("#/definitions/b")]
    public void TryParse_MissingTarget_IsRefused(string target) =>
        Assert.Equal(
            ["[\"$ref\"] refers to a definition that does not exist"],
            JsonString.Refusals($$"""{"$ref":"{{target}}","$defs":{"b":{} } }""", SchemaProfile.Own));

    [Theory]
    [InlineData("#/properties/a")]
    [InlineData("#anchor")]
    [InlineData("#/$defs/a/items")]
    public void TryParse_OtherLocalReference_IsRefused(string target) =>
        Assert.Equal(
            ["[\"$ref\"] must be #, #/$defs/NAME or #/definitions/NAME"],
            JsonString.Refusals($$"""{"$ref":"{{target}}"}""", SchemaProfile.Own));
}
