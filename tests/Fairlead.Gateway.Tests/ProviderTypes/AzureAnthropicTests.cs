using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class AzureAnthropicTests() : ProviderTypeContract("azure-anthropic")
{
    [Theory]
    [InlineData("https://r.services.ai.azure.com")]
    [InlineData("https://r.services.ai.azure.com/")]
    [InlineData("https://r.services.ai.azure.com/anthropic")]
    [InlineData("https://r.services.ai.azure.com/anthropic/v1/messages")]
    public void Build_EndpointAsThePortalShowsIt_IsTheMessagesAddress(string endpoint)
    {
        var built = Built.Of("azure-anthropic", $$"""{"endpoint": "{{endpoint}}", "apiKeySecretName": "KEY"}""");

        Assert.Equal("https://r.services.ai.azure.com/anthropic/v1/messages", built.First.Endpoints.Of(Operation.Messages)!.Address.AbsoluteUri);
        Assert.Equal([new("x-api-key", "value-of-KEY")], built.Provider!.Headers);
    }

    [Fact]
    public void Build_BaseUrlAlone_StandsForTheEndpoint() => Assert.Equal(
        "http://127.0.0.1:9/anthropic/v1/messages",
        Built.Of("azure-anthropic", """{"baseUrl": "http://127.0.0.1:9", "apiKeySecretName": "KEY"}""").First.Endpoints.Of(Operation.Messages)!.Address.AbsoluteUri);

    [Fact]
    public void Build_NoAddress_IsRefused() => Built.AssertRefused("azure-anthropic", """{"apiKeySecretName": "KEY"}""", "config.endpoint", "is required");

    [Fact]
    public void Build_EndpointThatMayNotBeCalled_IsRefused() =>
        Built.AssertRefused("azure-anthropic", """{"endpoint": "http://169.254.169.254", "apiKeySecretName": "KEY"}""", "config.endpoint", "network policy");
}
