using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class AnthropicCompatibleTests() : ProviderTypeContract("anthropic-compatible")
{
    private const string Rest = """ "baseUrl": "http://127.0.0.1:9/v1/", "models": [{"name": "claude", "maxOutputTokens": 8192}] """;

    [Theory]
    [InlineData("apiKeySecretName", "x-api-key", "value-of-KEY")]
    [InlineData("bearerTokenSecretName", "Authorization", "Bearer value-of-KEY")]
    public void Build_EitherCredential_IsSentInItsHeader(string setting, string header, string value)
    {
        var built = Built.Of("anthropic-compatible", $$"""{"{{setting}}": "KEY", {{Rest}}}""");

        Assert.Equal([new(header, value)], built.Provider!.Headers);
        Assert.Equal("http://127.0.0.1:9/v1/messages", built.First.Endpoints.Of(Operation.Messages)!.Address.AbsoluteUri);
        Assert.Equal(8192, built.First.Endpoints.Of(Operation.Messages)!.Target.DefaultMaxTokens);
    }

    [Fact]
    public void Build_CustomHeaders_AreRenderedAndWin()
    {
        var built = Built.Of("anthropic-compatible", $$$"""{"apiKeySecretName": "KEY", "customHeaders": {"X-Api-Key": "{{ .secrets.OTHER }}", "X-Team": "blue"}, {{{Rest}}}}""");

        Assert.Equal([new("X-Api-Key", "value-of-OTHER"), new("X-Team", "blue")], built.Provider!.Headers);
    }

    [Theory]
    [InlineData("""{"apiKeySecretName": "A", "bearerTokenSecretName": "B", "baseUrl": "http://127.0.0.1:9", "models": [{"name": "claude"}]}""", "config.apiKeySecretName", "together with bearerTokenSecretName")]
    [InlineData("""{"baseUrl": "http://127.0.0.1:9", "models": [{"name": "claude"}]}""", "config.apiKeySecretName", "is required")]
    [InlineData("""{"apiKeySecretName": "A", "models": [{"name": "claude"}]}""", "config.baseUrl", "is required")]
    [InlineData("""{"apiKeySecretName": "A", "baseUrl": "http://127.0.0.1:9", "models": [{"name": "claude"}, {"name": "claude"}]}""", "config.models[1].name", "unique")]
    public void Build_MixedOrIncompleteConfig_IsRefused(string config, string path, string says) => Built.AssertRefused("anthropic-compatible", config, path, says);
}
