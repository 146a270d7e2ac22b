using System.Text.Json;
using CsCheck;
using Fairlead.Protocols.JsonSchema;
using Xunit;

namespace Fairlead.Protocols.Tests.JsonSchema;

public sealed class ArbitraryJsonTests
{
    private static readonly Gen<string> Name = Gen.OneOf(
        OneOf([.. KeywordTable.Names(SchemaProfile.Own), "a", "b", "not"]).Select(static name => JsonSerializer.Serialize(name)),
        Gen.String[0, 5].Select(static text => JsonSerializer.Serialize(text)));

    private static readonly Gen<string> Scalar = Gen.OneOf(
        OneOf(
            ["null", "true", "false", "\"object\"", "\"string\"", "\"#\"", "\"#/$defs/a\"", "\"uuid\"", "\"\\ud800\"", "1e400", "-0", "1e-99999999999999999999"]),
        Gen.Int[-3, 20].Select(static number => number.ToString()),
        Gen.Double[-1e9, 1e9].Select(static number => JsonSerializer.Serialize(number)),
        Gen.String[Gen.Char["ab^$.*+?()[]{}|\\d-,1"], 0, 12].Select(static text => JsonSerializer.Serialize(text)));

    private static readonly Gen<string> Any = Gen.Recursive<string>((depth, inner) => depth > 4 ? Scalar : Gen.Frequency(
        (2, Scalar),
        (1, inner.Array[0, 4].Select(static items => $"[{string.Join(',', items)}]")),
        (4, Gen.Select(Name, inner).Array[0, 4].Select(static members => $"{{{string.Join(',', members.Select(static pair => $"{pair.Item1}:{pair.Item2}"))}}}"))));

    [Fact]
    public void TryParseAndValidate_ArbitraryJson_NeverThrow() =>
        Gen.Select(Any, Any).Sample(
            static (schemaText, instanceText) =>
            {
                var (schema, instance) = (JsonString.Of(schemaText), JsonString.Of(instanceText));
                foreach (var profile in Enum.GetValues<SchemaProfile>())
                {
                    var isValid = Schema.TryParse(schema, out var parsed, out var problems, profile);
                    Assert.Equal(isValid, problems.Count == 0);
                    Assert.True((parsed?.Validate(instance).Count ?? 0) <= 50);
                }
            },
            iter: 20_000);

    [Fact]
    public void Validate_ValueAgainstItselfAsConst_IsEqual() =>
        Any.Where(static text => !text.Contains("\\ud8", StringComparison.Ordinal)).Sample(
            static text =>
            {
                if (Schema.TryParse(JsonString.Of($$"""{"const":{{text}}}"""), out var schema, out _, SchemaProfile.Own))
                {
                    Assert.Empty(schema.Validate(JsonString.Of(text)));
                }
            },
            iter: 2_000);

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
