using System.Text;
using System.Text.Json;
using CsCheck;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Tests.Catalog;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Tests.Caching;

/// <summary>Which requests are the same.</summary>
public sealed class CacheKeyTests
{
    private static readonly ProviderSnapshot Provider = Snapshots.Named("main", "m", "n");

    private static readonly Gen<object?> Scalar = Gen.OneOf<object?>(
        Gen.String[Gen.Char["ab\"\\/\né😀 "], 0, 5].Select(static text => (object?)text.Replace("\ud83d", "", StringComparison.Ordinal).Replace("\ude00", "", StringComparison.Ordinal)),
        Gen.Int[-1000, 1000].Select(static number => (object?)(decimal)number),
        Gen.Bool.Select(static truth => (object?)truth),
        Gen.Const((object?)null));

    private static readonly Gen<object?> Value = Gen.Recursive<object?>((depth, inner) => depth > 3 ? Scalar : Gen.Frequency(
        (3, Scalar),
        (1, inner.Array[0, 3].Select(static items => (object?)items)),
        (2, Gen.Select(Gen.String[Gen.Char["abcé"], 0, 3], inner).Array[0, 4].Select(static members => (object?)members.DistinctBy(static member => member.Item1).ToDictionary(static member => member.Item1, static member => member.Item2)))));

    [Fact]
    public void SameBody_HoweverItIsSpelt_HasTheSameKey() => Gen.Select(Value, Gen.Int, Gen.Int).Sample(static (value, one, other) =>
        Assert.Equal(KeyOf(Body(value, one)), KeyOf(Body(value, other))), threads: 1);

    [Fact]
    public void OtherValue_HasAnotherKey() => Gen.Select(Value, Value, Gen.Int).Where(static pair => Spell(pair.Item1, new Random(1)) != Spell(pair.Item2, new Random(1)) && !IsSame(pair.Item1, pair.Item2)).Sample(static (one, other, seed) =>
        Assert.NotEqual(KeyOf(Body(one, seed)), KeyOf(Body(other, seed))), threads: 1);

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("1", "10e-1", true)]
    [InlineData("1", "1.0000000000000000000000001", false)]
    [InlineData("1", "\"1\"", false)]
    [InlineData("null", "false", false)]
    [InlineData("\"é\"", "\"\\u00e9\"", true)]
    [InlineData("\"\\ud800\"", "\"\\ufffd\"", false)]
    [InlineData("\"\\ud800\"", "\"\\\\ud800\"", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("[[1],2]", "[[1,2]]", false)]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":2,\"a\":1}", false)]
    public void Value_IsComparedByMeaning(string one, string other, bool isSame) =>
        Assert.Equal(isSame, KeyOf($$"""{"model":"m","x":{{one}}}""") == KeyOf($$"""{"model":"m","x":{{other}}}"""));

    [Fact]
    public void Stream_IsAnotherAnswer_ThanAWholeOne()
    {
        Assert.NotEqual(KeyOf("""{"model":"m","stream":true}"""), KeyOf("""{"model":"m"}"""));
        Assert.Equal(KeyOf("""{"model":"m","stream":false}"""), KeyOf("""{"model":"m"}"""));
    }

    [Fact]
    public void WhatCanChangeTheAnswer_ChangesTheKey()
    {
        GatewayRequest[] requests =
        [
            Ask(),
            Ask(operation: Operation.Messages),
            Ask(caller: "two"),
            Ask(isStrict: true),
            Ask(tags: ["eu"]),
            Ask(header: "anthropic-beta"),
            Ask(header: "openai-beta"),
        ];

        Assert.Equal(requests.Length, requests.Select(static request => CacheKey.Of(request, Provider.Models["m"].Route, isShared: false)).Distinct().Count());
        Assert.NotEqual(CacheKey.Of(Ask(), Provider.Models["m"].Route, isShared: false), CacheKey.Of(Ask(), Provider.Models["n"].Route, isShared: false));
        Assert.NotEqual(CacheKey.Of(Ask(), Provider.Models["m"].Route, isShared: false), CacheKey.Of(Ask(), Provider.Models["m"].Route, isShared: true));
    }

    [Fact]
    public void WhatCannotChangeTheAnswer_DoesNotChangeTheKey()
    {
        var plain = CacheKey.Of(Ask(), Provider.Models["m"].Route, isShared: false);

        Assert.Equal(plain, CacheKey.Of(Ask(header: "traceparent"), Provider.Models["m"].Route, isShared: false));
        Assert.Equal(
            CacheKey.Of(Ask(tags: ["a", "b"]), Provider.Models["m"].Route, isShared: false),
            CacheKey.Of(Ask(tags: ["b", "a", "b"]), Provider.Models["m"].Route, isShared: false));
    }

    [Theory]
    [InlineData(Operation.Responses, "\"x\":1", false)]
    [InlineData(Operation.Responses, "\"store\":null", false)]
    [InlineData(Operation.Responses, "\"store\":false", true)]
    [InlineData(Operation.Responses, "\"store\":false,\"previous_response_id\":\"r\"", false)]
    [InlineData(Operation.Responses, "\"store\":false,\"conversation\":{\"id\":\"c\"}", false)]
    [InlineData(Operation.Responses, "\"store\":false,\"background\":true", false)]
    [InlineData(Operation.Responses, "\"store\":false,\"background\":false,\"previous_response_id\":null", true)]
    [InlineData(Operation.Responses, "\"store\":false,\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_id\":\"f\"}]}]", false)]
    [InlineData(Operation.Chat, "\"store\":true", false)]
    [InlineData(Operation.Embeddings, "\"input\":\"a\"", true)]
    [InlineData(Operation.Completions, "\"prompt\":\"a\"", true)]
    [InlineData(Operation.Rerank, "\"query\":\"a\"", false)]
    public void Request_WhoseAnswerIsNotItsOwnAlone_HasNoKey(Operation operation, string members, bool hasKey) =>
        Assert.Equal(hasKey, CacheKey.Of(Scan(CacheRig.Ask($$"""{"model":"m",{{members}}}""", operation: operation)), Provider.Models["m"].Route, isShared: false) is not null);

    private static string? KeyOf(string body) => CacheKey.Of(Scan(CacheRig.Ask(body)), Provider.Models["m"].Route, isShared: false);

    private static GatewayRequest Ask(string caller = "one", Operation operation = Operation.Chat, bool isStrict = false, string[]? tags = null, string? header = null)
    {
        var plain = CacheRig.Ask("""{"model":"m"}""", caller);
        var request = new GatewayRequest { Operation = operation, Body = plain.Body, Caller = plain.Caller, IsStrict = isStrict, Tags = tags ?? [] };
        if (header is not null)
        {
            request.Headers.Add(new(header, "x"));
        }

        return Scan(request);
    }

    private static GatewayRequest Scan(GatewayRequest request)
    {
        Assert.Null(RequestScanner.Scan(request.Body, out request.Outline));
        return request;
    }

    private static string Body(object? value, int seed) => Spell(new Dictionary<string, object?> { ["model"] = "m", ["messages"] = value }, new Random(seed));

    private static bool IsSame(object? one, object? other) => JsonElement.DeepEquals(JsonElement.Parse(Spell(one, new Random(1))), JsonElement.Parse(Spell(other, new Random(1))));

    // The same value as different clients write it.
    private static string Spell(object? value, Random random)
    {
        var space = random.Next(4) == 0 ? " \n" : "";
        return space + value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            string text => Spell(text, random),
            decimal number => random.Next(3) switch { 0 => $"{number}", 1 => $"{number}.00", _ => $"{number * 10}E-1" },
            object?[] items => $"[{string.Join(',', items.Select(item => Spell(item, random)))}{space}]",
            _ => Spell((Dictionary<string, object?>)value, random),
        } + space;
    }

    private static string Spell(Dictionary<string, object?> members, Random random) =>
        $"{{{string.Join(',', members.OrderBy(_ => random.Next()).Select(member => Spell(member.Key, random) + ":" + Spell(member.Value, random)))}}}";

    private static string Spell(string text, Random random)
    {
        var spelt = new StringBuilder("\"");
        foreach (var letter in text)
        {
            spelt.Append(letter is '"' or '\\' or < ' ' || random.Next(3) == 0 ? $"\\u{(int)letter:x4}" : letter.ToString());
        }

        return spelt.Append('"').ToString();
    }
}
