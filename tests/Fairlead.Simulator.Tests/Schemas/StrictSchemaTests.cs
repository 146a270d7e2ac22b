using System.Text.Json;
using Fairlead.Simulator.Schemas;

namespace Fairlead.Simulator.Tests.Schemas;

public sealed class StrictSchemaTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""", null)]
    [InlineData("""{"type":"object","properties":{},"required":[]}""", "In context=(), 'additionalProperties'")]
    [InlineData("""{"type":"object","properties":{"a":{}},"additionalProperties":false}""", "Missing 'a'")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array","items":{"type":"object"}}},"required":["a"],"additionalProperties":false}""", "('properties', 'a', 'items')")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":false,"$defs":{"d":{"type":"object"}}}""", "('$defs', 'd')")]
    public void Problem_Schema_IsFound(string schema, string? part)
    {
        string? problem = StrictSchema.Problem(JsonElement.Parse(schema));

        Assert.Equal(part is null, problem is null);
        Assert.Contains(part ?? "", problem ?? "", StringComparison.Ordinal);
    }
}
