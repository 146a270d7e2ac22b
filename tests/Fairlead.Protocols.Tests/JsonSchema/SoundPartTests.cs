using System.Text.Json;
using Fairlead.Protocols.JsonSchema;
using Xunit;

namespace Fairlead.Protocols.Tests.JsonSchema;

public sealed class SoundPartTests
{
    private static readonly Schema Schema = Schema.Parse("""
        {
          "type": "object", "required": ["name"], "additionalProperties": false,
          "properties": {
            "name": {"type": "string"},
            "items": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["id"], "additionalProperties": false, "properties": {"id": {"type": "integer"}, "x": {"type": "string"}}}},
            "map": {"type": "object", "maxProperties": 2, "additionalProperties": {"type": "string"}}
          }
        }
        """);

    [Theory]
    [InlineData("""{"name":"a","map":{"x y":"1"}}""", """{"name":"a","map":{"x y":"1"}}""", "")]
    [InlineData("""{"name":5,"map":{"a":"1"}}""", """{"map":{"a":"1"}}""", "name")]
    [InlineData("""{"map":{"a-b":"1","c d":2},"other":{}}""", """{"map":{"a-b":"1"}}""", """map["c d"] other name""")]
    [InlineData("""{"name":"a","items":[{"id":1,"x":2},7,{"id":"3"},{"id":4}]}""", """{"name":"a","items":[{"id":1},{},{},{"id":4}]}""", "items[0].x items[1] items[2].id")]
    [InlineData("""{"name":"a","name":"b","map":{}}""", """{"map":{}}""", "name")]
    [InlineData("""{"name":"a","items":[],"map":{"a":"1","b":"2","c":"3"}}""", """{"name":"a"}""", "items map")]
    public void TryRead_LeavesOutWhatIsRefused(string document, string rest, string paths)
    {
        Assert.True(SoundPart.TryRead(Schema, JsonElement.Parse(document), out var problems, out var part));

        Assert.Equal(paths, string.Join(' ', problems.Select(static problem => problem.Path)));
        Assert.Equal(rest, part.Root.GetRawText());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"name":"\ud800","map":{"a":1}}""")]
    public void TryRead_OfWhatCannotBeRelied_GivesNoPart(string document)
    {
        Assert.False(SoundPart.TryRead(Schema, JsonElement.Parse(document), out var problems, out _));
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void TryRead_OfMoreProblemsThanAreTold_GivesNoPart()
    {
        var document = JsonSerializer.SerializeToElement(new { name = "a", items = Enumerable.Range(0, 60).Select(static _ => new { id = "x" }) });

        Assert.False(SoundPart.TryRead(Schema, document, out _, out _));
    }

    [Theory]
    [InlineData("name", true)]
    [InlineData("items", true)]
    [InlineData("map", true)]
    [InlineData("nam", false)]
    public void Has_KnowsWhatWasRefusedToo(string member, bool isThere)
    {
        Assert.True(SoundPart.TryRead(Schema, JsonElement.Parse("""{"name":5,"items":[{"id":"x"}],"map":{"a":"b"}}"""), out _, out var part));

        Assert.Equal(isThere, part.Has(member));
    }
}
