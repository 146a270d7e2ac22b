using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Schemas;

namespace Fairlead.Simulator.Tests.Schemas;

public sealed class SchemaSampleTests
{
    [Theory]
    [InlineData("""{"type":"integer","minimum":10,"maximum":12}""", 10, 12)]
    [InlineData("""{"type":"integer","exclusiveMinimum":10,"exclusiveMaximum":12}""", 11, 11)]
    [InlineData("""{"type":"number","minimum":0.2,"maximum":0.3}""", 0.2, 0.3)]
    [InlineData("""{"type":"number","maximum":-5}""", -1_000_000, -5)]
    [InlineData("""{"type":"number","minimum":0,"maximum":1}""", 0, 1)]
    [InlineData("""{"type":"integer","minimum":7,"multipleOf":5,"maximum":12}""", 10, 10)]
    public void Make_Number_IsWithinItsBounds(string schema, double least, double most)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Assert.InRange(Make(schema, seed)!.GetValue<JsonElement>().GetDouble(), least, most);
        }
    }

    [Theory]
    [InlineData("^[A-Z]{3}-\\d{4}$")]
    [InlineData("^(draft|final)_v[0-9]+$")]
    [InlineData("[a-f0-9]{8}")]
    [InlineData("^\\+?[1-9]\\d{1,14}$")]
    [InlineData("^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$")]
    public void Make_Pattern_Matches(string pattern)
    {
        string text = Make(new JsonObject { ["type"] = "string", ["pattern"] = pattern }.ToJsonString())!.GetValue<JsonElement>().GetString()!;

        Assert.Matches(new Regex(pattern), text);
    }

    [Theory]
    [InlineData("""{"type":"string","minLength":40}""", 40, int.MaxValue)]
    [InlineData("""{"type":"string","maxLength":4}""", 1, 4)]
    [InlineData("""{"type":"string","pattern":"^[a-z]+$","minLength":9}""", 9, int.MaxValue)]
    public void Make_StringLength_IsKept(string schema, int least, int most) =>
        Assert.InRange(Make(schema)!.GetValue<JsonElement>().GetString()!.Length, least, most);

    [Theory]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[1]}""")]
    [InlineData("""{"enum":["only"]}""", "\"only\"")]
    [InlineData("""{"type":["null","boolean"],"const":true}""", "true")]
    [InlineData("""{"anyOf":[{"type":"null"},{"const":5}]}""", "5")]
    [InlineData("""{"allOf":[{"properties":{"a":{"const":1}}},{"properties":{"b":{"const":2}}}]}""", """{"a":1,"b":2}""")]
    [InlineData("""{"type":"array","items":{"const":1},"minItems":3}""", "[1,1,1]")]
    [InlineData("""{"type":"array","items":{"const":1},"maxItems":0}""", "[]")]
    [InlineData("""{"type":"array","prefixItems":[{"const":1},{"const":"b"}]}""", """[1,"b"]""")]
    [InlineData("""{"$ref":"#/definitions/x","definitions":{"x":{"const":7}}}""", "7")]
    [InlineData("""{"type":"object","required":["a"],"additionalProperties":{"const":3}}""", """{"a":3}""")]
    [InlineData("""{"type":"null"}""", "null")]
    public void Make_Keyword_IsObeyed(string schema, string expected) => Assert.Equal(expected, Make(schema)?.ToJsonString() ?? "null");

    [Fact]
    public void Make_RecursiveSchema_ComesToAnEnd()
    {
        JsonNode? tree = Make("""{"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/node"}},"next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]}},"required":["name","children","next"]}}}""");

        Assert.NotNull(tree!["children"]![0]!["name"]);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"allOf":[{"$ref":"#"},{"$ref":"#"}]}""")]
    [InlineData("""{"type":"object","properties":{"me":{"$ref":"#"}},"required":["me"]}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"}},"required":["a","b"]}""")]
    [InlineData("""{"type":"array","items":{"$ref":"#"},"minItems":1000000000000000000000000}""")]
    [InlineData("""{"type":"string","pattern":"^(a{9999}){9999}$"}""")]
    public void Make_SchemaWithoutEnd_ComesToAnEnd(string schema) =>
        Assert.NotNull(new SchemaSample(JsonElement.Parse(schema), new Digest(0)).Make());

    private static JsonNode? Make(string schema, int seed = 0) =>
        new SchemaSample(JsonElement.Parse(schema), new Digest(seed)).Make() is { } made ? JsonNode.Parse(made.ToJsonString()) : null;
}
