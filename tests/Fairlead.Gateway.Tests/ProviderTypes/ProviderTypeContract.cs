using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes;

namespace Fairlead.Gateway.Tests.ProviderTypes;

/// <summary>What holds for every provider type. Derived once for each.</summary>
public abstract class ProviderTypeContract(string type)
{
    private readonly IProviderType known = KnownProviderTypes.Find(type)!;

    /// <summary>The type's name.</summary>
    public string Type => type;

    [Fact]
    public void Examples_AreThere() => Assert.NotEmpty(known.Examples);

    [Fact]
    public void Build_EveryExample_HasNoProblemAndAModelThatChats() => ForEachExample(example =>
    {
        var built = Built.Of(type, example);

        Assert.Empty(built.Problems);
        Assert.NotNull(built.Provider!.FirstChatModel);
        Assert.Equal(type, built.Provider.Type);
        Assert.False(built.Provider.Strict);
    });

    [Fact]
    public void Build_EveryModel_IsReachedInSomeDialect() => ForEachExample(example =>
    {
        foreach (var model in Built.Of(type, example).Provider!.OrderedModels.Where(static model => model.Serves(Operation.Chat)))
        {
            var endpoint = model.Endpoints.Of(Operation.Chat) ?? model.Endpoints.ForeignTo(Operation.Chat);

            Assert.NotNull(endpoint?.Dialect);
            Assert.True(endpoint.Address.IsAbsoluteUri && endpoint.StreamAddress.IsAbsoluteUri);
            Assert.Equal(endpoint.HasModelInBody, !endpoint.Address.AbsoluteUri.Contains("/model", StringComparison.Ordinal));
        }
    });

    [Fact]
    public void SecretNames_AreAllThatBuildReads() => ForEachExample(example =>
    {
        var read = new List<string>();
        var context = Built.Context with { Secrets = name => { read.Add(name); return Built.ValueOf(name); } };
        Built.Of(type, example, context: context);

        Assert.NotEmpty(read);
        Assert.Equal(read.Order(StringComparer.Ordinal), known.SecretNames(JsonElement.Parse(example)).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void SecretValues_HoldEverySecret() => ForEachExample(example =>
        Assert.All(known.SecretNames(JsonElement.Parse(example)), name => Assert.Contains(Built.ValueOf(name)!, Built.Of(type, example).Provider!.SecretValues)));

    [Fact]
    public void Build_SecretThatIsNotThere_IsAProblemAtItsSetting() => ForEachSecret((example, setting) =>
    {
        example[setting] = "ABSENT";

        Built.AssertRefused(type, example.ToJsonString(), $"config.{setting}", "does not exist");
    });

    [Fact]
    public void Problems_HoldNoSecret() => ForEachSecret((example, setting) =>
    {
        const string Secret = "s3cret\r\nX-Injected: 1";
        var context = Built.Context with { Secrets = static _ => Secret };
        example["baseUrl"] = "ftp://nowhere";

        var built = Built.Of(type, example.ToJsonString(), context: context);

        Assert.NotEmpty(built.Problems);
        Assert.All(built.Problems, static problem => Assert.DoesNotContain("s3cret", problem.Message, StringComparison.Ordinal));
        Assert.Empty(built.Provider!.OrderedModels);
    });

    [Fact]
    public void Settings_UnknownField_IsRefused() => ForEachExample(example =>
        Built.AssertRefused(type, With(example, "colour", "red"), "config.colour", "is not a known field"));

    [Theory]
    [InlineData("ftp://example.com", "absolute http or https")]
    [InlineData("https://user:pass@example.com", "user name")]
    [InlineData("https://example.com/?a=b", "query")]
    [InlineData("https://example.com/#a", "fragment")]
    [InlineData("http://169.254.169.254/v1", "network policy")]
    public void BaseUrl_ThatBreaksARule_IsRefused(string url, string says) => ForEachExample(example =>
        Built.AssertRefused(type, With(example, "baseUrl", url), "config.baseUrl", says));

    [Fact]
    public void BaseUrl_Given_IsWhereEveryModelIs() => ForEachExample(example =>
    {
        var built = Built.Of(type, With(example, "baseUrl", "http://127.0.0.1:9/pre/fix/"));

        Assert.Empty(built.Problems);
        Assert.All(built.Provider!.OrderedModels, static model =>
        {
            var endpoint = model.Endpoints.ForeignTo(Operation.Responses)!;
            Assert.StartsWith("http://127.0.0.1:9/pre/fix/", endpoint.Address.AbsoluteUri, StringComparison.Ordinal);
            Assert.StartsWith("http://127.0.0.1:9/pre/fix/", endpoint.StreamAddress.AbsoluteUri, StringComparison.Ordinal);
            Assert.DoesNotContain("fix//", endpoint.Address.AbsoluteUri, StringComparison.Ordinal);
        });
    });

    [Fact]
    public void Strict_Given_IsTheProviders() => ForEachExample(example =>
        Assert.True(Built.Of(type, With(example, "strict", true)).Provider!.Strict));

    private static string With(string example, string setting, JsonNode value)
    {
        var config = JsonNode.Parse(example)!.AsObject();
        config[setting] = value;
        return config.ToJsonString();
    }

    private void ForEachExample(Action<string> check) => Assert.All(known.Examples, check);

    private void ForEachSecret(Action<JsonObject, string> check) => ForEachExample(example =>
    {
        foreach (var setting in JsonNode.Parse(example)!.AsObject().Select(static member => member.Key).Where(static name => name.EndsWith("SecretName", StringComparison.Ordinal)))
        {
            check(JsonNode.Parse(example)!.AsObject(), setting);
        }
    });
}
