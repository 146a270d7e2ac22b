using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class AzureOpenAITests() : ProviderTypeContract("azure-openai")
{
    private const string Config = """{"apiKeySecretName": "KEY", "resourceName": "res", "deploymentId": "my-gpt"}""";

    [Fact]
    public void Build_Config_AddressesTheResourceByItsDeployment()
    {
        var built = Built.Of("azure-openai", Config, """{"models": {"other-deployment": {}}}""");
        var model = built.Model("gpt-5");

        Assert.Equal("https://res.openai.azure.com/openai/v1/chat/completions", model.Endpoints.Of(Operation.Chat)!.Address.AbsoluteUri);
        Assert.Equal("https://res.openai.azure.com/openai/v1/responses", model.Endpoints.Of(Operation.Responses)!.Address.AbsoluteUri);
        Assert.Equal(Dialect.Responses, model.Endpoints.Of(Operation.Responses)!.Dialect);
        Assert.Equal("max_completion_tokens", model.Endpoints.Of(Operation.Chat)!.Target.MaxTokensField);
        Assert.Equal(("my-gpt", "\"my-gpt\""), (model.UpstreamModel, model.ModelJson.ToString()));
        Assert.Equal("other-deployment", built.Model("other-deployment").UpstreamModel);
        Assert.Equal([new("api-key", "value-of-KEY")], built.Provider!.Headers);
    }

    [Fact]
    public void Build_BaseUrl_StandsForTheResource() => Assert.Equal(
        "http://127.0.0.1:9/openai/v1/chat/completions",
        Built.Of("azure-openai", """{"apiKeySecretName": "KEY", "resourceName": "res", "deploymentId": "d", "baseUrl": "http://127.0.0.1:9/"}""").First.Endpoints.Of(Operation.Chat)!.Address.AbsoluteUri);

    [Theory]
    [InlineData("""{"apiKeySecretName": "KEY", "deploymentId": "d"}""", "config.resourceName", "is required")]
    [InlineData("""{"apiKeySecretName": "KEY", "resourceName": "r"}""", "config.deploymentId", "is required")]
    [InlineData("""{"apiKeySecretName": "KEY", "resourceName": "evil.com/", "deploymentId": "d"}""", "config.resourceName", "")]
    public void Build_IncompleteOrStrangeConfig_IsRefused(string config, string path, string says) => Built.AssertRefused("azure-openai", config, path, says);
}
