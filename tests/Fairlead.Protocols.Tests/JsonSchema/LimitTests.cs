using System.Text.Json;
using Fairlead.Protocols.JsonSchema;
using Xunit;

namespace Fairlead.Protocols.Tests.JsonSchema;

public sealed class LimitTests
{
    [Fact]
    public void TryParse_SchemaThatIsTooDeep_IsRefused() =>
        Assert.EndsWith("is nested more than 64 levels deep", Assert.Single(JsonString.Refusals(Nested(70))), StringComparison.Ordinal);

    [Fact]
    public void TryParse_SchemaWithTooManyValues_IsRefused() =>
        Assert.Equal(["has more than 10000 values"], JsonString.Refusals($$"""{"enum":[{{string.Join(',', Enumerable.Range(0, 10_000))}}]}"""));

    [Fact]
    public void TryParse_PatternsThatAreTooLargeTogether_AreRefused() =>
        Assert.Contains(
            JsonString.Refusals($$"""{"anyOf":[{{string.Join(',', Enumerable.Repeat("""{"pattern":"a{2500}"}""", 30))}}]}""", SchemaProfile.Own),
            static problem => problem.EndsWith("all patterns together are too large", StringComparison.Ordinal));

    [Fact]
    public void Validate_AlternativesThatMultiply_StopsAndSaysSo()
    {
        const string Schema =
            """{"$ref":"#/$defs/a","$defs":{"a":{"anyOf":[{"items":{"$ref":"#/$defs/a"},"maxItems":0},{"items":{"$ref":"#/$defs/a"},"type":"array"},{"items":{"$ref":"#/$defs/a"},"maxItems":0}],"type":"array"}}}""";
        var instance = new string('[', 60) + "1" + new string(']', 60);

        Assert.Equal(["is too complex to check"], JsonString.Validate(Schema, instance).Lines());
    }

    [Fact]
    public void Validate_LongChainOfReferences_StopsAndSaysSo()
    {
        var chain = string.Join(',', Enumerable.Range(0, 2_000).Select(static i => $$"""  "d{{i}}":{"$ref":"#/$defs/d{{i + 1}}"}"""));

        Assert.Equal(
            ["is too complex to check"],
            JsonString.Validate($$"""{"$ref":"#/$defs/d0","$defs":{{{chain}},"d2000":{} } }""", "1").Lines());
    }

    [Fact]
    public void Validate_LongTextAndLargePattern_StopsAndSaysSo() =>
        Assert.Equal(
            ["is too complex to check"],
            JsonString.Validate("""{"pattern":"(.*a.{900})"}""", $"\"{new string('a', 400_000)}\"").Lines());

    [Fact]
    public void Validate_InstanceThatIsTooDeep_IsRefused() =>
        Assert.EndsWith(
            "is nested more than 128 levels deep",
            Assert.Single(JsonString.Validate("{}", new string('[', 500) + new string(']', 500)).Lines()),
            StringComparison.Ordinal);

    [Fact]
    public void Validate_NumberWithVeryManyDigits_IsRefused() =>
        Assert.Equal(["has too many digits"], JsonString.Validate("""{"multipleOf":3}""", new string('9', 2_000)).Lines());

    [Fact]
    public void Validate_HalfACharacter_IsRefused()
    {
        Assert.Equal(["a is not valid Unicode text"], JsonString.Validate("{}", """{"a":"\ud800"}""").Lines());
        Assert.Equal(["has a field whose name is not valid Unicode text"], JsonString.Validate("{}", """{"\udc00":1}""").Lines());
        Assert.Equal(["title is not valid Unicode text"], JsonString.Refusals("""{"title":"\ud800"}"""));
    }

    [Fact]
    public void UndefinedElement_IsRefusedWithoutThrowing()
    {
        Assert.False(Schema.TryParse(default, out _, out var problems));
        Assert.Equal(["is missing"], problems.Lines());
        Assert.Equal(["is missing"], Schema.Parse("{}").Validate(default).Lines());
    }

    [Fact]
    public void Source_AfterTheDocumentIsGone_IsTheSchemaAsWritten()
    {
        using var document = JsonDocument.Parse("""{ "minimum": 1.0 }""");
        var schema = Schema.Parse(document.RootElement);
        document.Dispose();

        Assert.Equal("""{ "minimum": 1.0 }""", schema.Source.GetRawText());
        Assert.Equal(["must be at least 1.0"], schema.Validate(JsonString.Of("0")).Lines());
    }

    private static string Nested(int depth) =>
        Enumerable.Range(0, depth).Aggregate("{}", static (inner, _) => $$"""{"items":{{inner}}}""");
}
