using Fairlead.Protocols.JsonSchema;
using Xunit;

namespace Fairlead.Protocols.Tests.JsonSchema;

public sealed class StrictSubsetTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", true)]
    [InlineData("""{"type":["string","null"],"description":"d"}""", true)]
    [InlineData("""{"type":"array","items":{"type":"integer"},"minItems":1}""", true)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", true)]
    [InlineData("""{"$ref":"#"}""", true)]
    [InlineData("""{"type":"string","enum":["a"],"pattern":"a","format":"email"}""", true)]
    [InlineData("""{"type":"object","properties":{"b":{"type":"null"}},"required":["b"],"additionalProperties":false}""", true)]
    [InlineData("{}", false)]
    [InlineData("""{"enum":["a"]}""", false)]
    [InlineData("""{"type":"array"}""", false)]
    [InlineData("""{"type":"string","minLength":1}""", false)]
    [InlineData("""{"type":"string","default":"a"}""", false)]
    [InlineData("""{"type":"string","format":"uri"}""", false)]
    [InlineData("""{"$ref":"#","description":"d"}""", false)]
    [InlineData("""{"type":"object","properties":{"b":{"type":"null"}},"required":["b"]}""", false)]
    [InlineData("""{"type":"object","properties":{"b":{"type":"null"}},"required":[],"additionalProperties":false}""", false)]
    [InlineData("""{"type":"object","properties":{"b":{"type":"null"}},"required":["b"],"additionalProperties":{"type":"null"}}""", false)]
    [InlineData("""{"type":"object","additionalProperties":false}""", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{}]}""", false)]
    public void IsStrictSubset_SchemaOfAProperty_IsDecided(string property, bool isStrict) => Assert.Equal(isStrict, IsStrict(property));

    [Theory]
    [InlineData("""{"type":"array","items":{"type":"string"}}""")]
    [InlineData("""{"type":"object","properties":{},"required":[],"additionalProperties":false,"anyOf":[{"type":"object"}]}""")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"object","properties":{},"required":[],"additionalProperties":false}}}""")]
    public void IsStrictSubset_RootThatIsNoPlainObject_IsFalse(string schema) => Assert.False(Schema.Parse(schema).IsStrictSubset);

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void IsStrictSubset_Nesting_IsBounded(int arrays, bool isStrict) =>
        Assert.Equal(isStrict, IsStrict(Enumerable.Range(0, arrays).Aggregate("""{"type":"null"}""", static (inner, _) => $$"""{"type":"array","items":{{inner}}}""")));

    [Theory]
    [InlineData(1_000, 1, true)]
    [InlineData(1_001, 1, false)]
    [InlineData(251, 100, false)]
    [InlineData(250, 100, true)]
    public void IsStrictSubset_EnumValues_AreBounded(int count, int padding, bool isStrict) =>
        Assert.Equal(isStrict, IsStrict($$"""{"type":"string","enum":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i.ToString().PadLeft(padding, '0')}\""))}}]}"""));

    private static bool IsStrict(string property) => Schema.Parse(
        $$"""{"type":"object","properties":{"a":{{property}}},"required":["a"],"additionalProperties":false}""").IsStrictSubset;
}
