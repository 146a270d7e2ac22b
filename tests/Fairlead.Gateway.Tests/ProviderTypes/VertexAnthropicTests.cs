using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class VertexAnthropicTests() : ProviderTypeContract("vertex-anthropic")
{
    private const string Account = """ "clientEmailSecretName": "EMAIL", "privateKeySecretName": "private", "project": "p-1", "location": "us-east5" """;

    [Fact]
    public void Build_Config_IsMessagesWithTheModelInTheAddress()
    {
        var endpoints = Built.Of("vertex-anthropic", $$"""{ {{Account}}, "models": [{"name": "claude-sonnet-4-5@20250929"}] }""").First.Endpoints;
        var messages = endpoints.Of(Operation.Messages)!;

        const string Models = "https://us-east5-aiplatform.googleapis.com/v1/projects/p-1/locations/us-east5/publishers/anthropic/models";
        Assert.Equal($"{Models}/claude-sonnet-4-5@20250929:rawPredict", messages.Address.AbsoluteUri);
        Assert.Equal($"{Models}/claude-sonnet-4-5@20250929:streamRawPredict", messages.StreamAddress.AbsoluteUri);
        Assert.Equal((Dialect.Messages, false, "vertex-2023-10-16"), (messages.Dialect!.Value, messages.HasModelInBody, messages.Target.AnthropicVersion));
        Assert.Equal($"{Models}/count-tokens:rawPredict", endpoints.Of(Operation.CountTokens)!.Address.AbsoluteUri);
        Assert.Equal((true, "vertex-2023-10-16"), (endpoints.Of(Operation.CountTokens)!.HasModelInBody, endpoints.Of(Operation.CountTokens)!.Target.AnthropicVersion));
    }

    [Theory]
    [InlineData(Operation.Messages, "interleaved-thinking-2025-05-14,context-management-2025-06-27", "effort-2025-11-24,prompt-caching-scope-2026-01-05")]
    [InlineData(Operation.CountTokens, null, "interleaved-thinking-2025-05-14,effort-2025-11-24,context-management-2025-06-27,prompt-caching-scope-2026-01-05")]
    public void Betas_ThatVertexRefuses_StayBehind(Operation operation, string? sent, string withheld)
    {
        var endpoint = Built.Of("vertex-anthropic", $$"""{ {{Account}}, "models": [{"name": "claude-sonnet-4-5@20250929"}] }""").First.Endpoints.Of(operation)!;
        var behind = new List<string>();

        Assert.Equal(sent, endpoint.RefusedBetas!.Keep("interleaved-thinking-2025-05-14, effort-2025-11-24,context-management-2025-06-27,prompt-caching-scope-2026-01-05", behind));
        Assert.Equal(withheld, string.Join(',', behind));
    }

    [Theory]
    [InlineData("""{"clientEmailSecretName": "E", "privateKeySecretName": "private", "location": "us-east5", "models": [{"name": "claude"}]}""", "config.project", "is required")]
    [InlineData($$"""{"apiKeySecretName": "KEY", {{Account}}, "models": [{"name": "claude"}]}""", "config.apiKeySecretName", "is not a known field")]
    [InlineData($$"""{ {{Account}} }""", "config.models", "is required")]
    public void Build_IncompleteConfig_IsRefused(string config, string path, string says) => Built.AssertRefused("vertex-anthropic", config, path, says);
}
