using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Providers;

public sealed class OpenAITypeTests
{
    [Fact]
    public async Task Connect_WithoutOverrides_EnablesTheModelsMarkedDefault()
    {
        await using var server = await TestServer.StartAsync();
        await server.StoreSecretAsync("KEY", "sk-1");

        var provider = (await server.Admin.PostJsonAsync(ProviderCalls.Route, new { provider = "openai", config = new { apiKeySecretName = "KEY" } })).GetProperty("result");

        Assert.Equal(["gpt-5"], provider.EnabledModels());
        Assert.True(provider.GetProperty("effectiveModels").EnumerateObject().Count() > 1);
    }

    [Fact]
    public async Task Overrides_OfUnknownIds_AddThem()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.StoreSecretAsync("KEY", "sk-1");

        using var connected = await server.Admin.PostTextAsync(ProviderCalls.Route + "?validate_connection=true", $$$"""
            {"provider":"openai","config":{"apiKeySecretName":"KEY","baseUrl":"{{{upstream.BaseUrl}}}" },
             "overrides":{"models":{"gpt-5":{"enabled":false},"gpt-4o":{},"o9-preview":{},"o9-secret":{"enabled":false} } } }
            """);

        Assert.Equal(201, (int)connected.StatusCode);
        var provider = await server.ProviderAsync("openai");
        Assert.Equal(["gpt-4o", "o9-preview"], provider.EnabledModels());
        Assert.False(provider.GetProperty("effectiveModels").GetProperty("o9-secret").GetProperty("enabled").GetBoolean());
        Assert.Equal(["gpt-4o", "o9-preview"], upstream.Requests.Select(static request => request.Json().GetProperty("model").GetString()).Order(StringComparer.Ordinal));
        Assert.All(upstream.Requests, static request => Assert.Equal("Bearer sk-1", request.Headers["Authorization"]));
        Assert.All(upstream.Requests, static request => Assert.True(request.Json().TryGetProperty("max_completion_tokens", out _)));
    }

    [Theory]
    [InlineData("{}", "config.apiKeySecretName", "is required")]
    [InlineData("""{"apiKeySecretName":"NOPE"}""", "config.apiKeySecretName", "does not exist")]
    [InlineData("""{"apiKeySecretName":"KEY","models":[{"name":"gpt-5"}]}""", "config.models", "is not a known field")]
    [InlineData("""{"apiKeySecretName":"KEY","baseUrl":"ftp://x"}""", "config.baseUrl", "absolute http or https")]
    public async Task Connect_ConfigThatBreaksARule_IsRefusedAtItsPath(string config, string path, string says)
    {
        await using var server = await TestServer.StartAsync();
        await server.StoreSecretAsync("KEY", "sk-1");

        var refusal = await server.Admin.PostTextAsync(ProviderCalls.Route, $$"""{"provider":"openai","config":{{config}}}""").RefusedAsync(400, "LLMProviderInvalidConfigError");

        refusal.AssertProblem(path, says);
        Assert.Empty(await server.Admin.ProvidersAsync());
    }
}
