using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class AnthropicTests() : ProviderTypeContract("anthropic")
{
    [Fact]
    public void Build_Config_SpeaksMessages()
    {
        var built = Built.Of("anthropic", """{"apiKeySecretName": "KEY"}""");
        var model = built.Model("claude-sonnet-4-5-20250929");

        Assert.Equal("https://api.anthropic.com/v1/messages", model.Endpoints.Of(Operation.Messages)!.Address.AbsoluteUri);
        Assert.Equal("https://api.anthropic.com/v1/messages/count_tokens", model.Endpoints.Of(Operation.CountTokens)!.Address.AbsoluteUri);
        Assert.Equal(Dialect.Messages, model.Endpoints.ForeignTo(Operation.Chat)!.Dialect);
        Assert.Equal(64000, model.Endpoints.ForeignTo(Operation.Chat)!.Target.DefaultMaxTokens);
        Assert.Equal([new("x-api-key", "value-of-KEY")], built.Provider!.Headers);
        Assert.Equal([new("anthropic-version", "2023-06-01")], built.Provider.DefaultHeaders);
    }

    [Theory]
    [InlineData("anthropic", """{"apiKeySecretName": "KEY"}""")]
    [InlineData("azure-anthropic", """{"apiKeySecretName": "KEY", "endpoint": "https://r.services.ai.azure.com"}""")]
    [InlineData("bedrock", """{"region": "us-east-1", "accessKeyIdSecretName": "ID", "secretAccessKeySecretName": "KEY"}""")]
    public void Catalog_OfClaude_HasTheContractsIdsAndFewEnabled(string type, string config)
    {
        var models = Built.Of(type, config).Provider!.OrderedModels;

        Assert.Equal(
            ["claude-haiku-4-5-20251001", "claude-opus-4-5-20251101", "claude-opus-4-6", "claude-sonnet-4-20250514", "claude-sonnet-4-5-20250929"],
            models.Select(static model => model.Model).Order(StringComparer.Ordinal));
        Assert.Equal(["claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001"], models.Where(static model => model.Enabled).Select(static model => model.Model));
    }
}
