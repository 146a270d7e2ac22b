using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Providers;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Connect_ThePagesOwnBody_IsTaken()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.StoreSecretAsync("LITELLM_API_KEY", "sk-litellm-4711");
        var body = $$"""
            {
            "provider": "openai-compatible",
            "enabled": true,
            "config": {
            "baseUrl": "{{upstream.BaseUrl}}",
            "apiKeySecretName": "LITELLM_API_KEY",
            "models": [
            {
            "name": "claude-sonnet",
            "displayName": "Claude Sonnet 4.6",
            "contextWindow": 128000,
            "supportedFeatures": {
            "temperature": true
            }
            }
            ],
            "supportsStructuredOutputs": true
            }
            }
            """;

        using var response = await server.Admin.PostTextAsync(ProviderCalls.Route + "?validate_connection=true", body);

        Assert.Equal(201, (int)response.StatusCode);
        var result = (await response.JsonAsync()).GetProperty("result");
        Assert.Equal("openai-compatible", result.GetProperty("provider").GetString());
        Assert.Equal("openai-compatible", result.GetProperty("identifier").GetString());
        Assert.Equal("""{"claude-sonnet":{"enabled":true}}""", result.GetProperty("effectiveModels").GetRawText());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(body).GetProperty("config"), result.GetProperty("config")));
        Assert.Equal(
            ["config", "createdAt", "createdBy", "effectiveModels", "enabled", "identifier", "provider", "testedModels", "updatedAt", "updatedBy"],
            result.EnumerateObject().Select(static member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal("/v1/chat/completions", Assert.Single(upstream.Requests).Path);
    }

    [Fact]
    public async Task Connect_AnExistingProvider_ReplacesItAndKeepsItsBeginning()
    {
        await using var server = await TestServer.StartAsync();
        using var first = await server.Admin.ConnectAsync(ProviderCalls.Config("models", """[{"name":"old-model"}]"""), ",\"overrides\":{\"models\":{\"old-model\":{}}}");
        var before = await server.ProviderAsync();

        using var again = await server.Admin.ConnectAsync(ProviderCalls.Config("models", """[{"name":"new-model"}]"""));

        Assert.Equal(201, (int)again.StatusCode);
        var after = await server.ProviderAsync();
        Assert.Equal(["new-model"], after.EnabledModels());
        Assert.False(after.TryGetProperty("overrides", out _));
        Assert.Equal(before.GetProperty("createdAt").GetString(), after.GetProperty("createdAt").GetString());
        Assert.Equal(["openai-compatible"], await server.Admin.ProvidersAsync());
    }

    [Fact]
    public async Task Connect_ASecondOneOfItsOwnIdentifier_StandsBesideTheFirst()
    {
        await using var one = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("from one"));
        await using var two = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("from two"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(one.BaseUrl);

        using var connected = await server.Admin.ConnectAsync(ProviderCalls.Config("baseUrl", $"\"{two.BaseUrl}\""), ",\"identifier\":\"team-b\"");
        var chat = await server.Admin.PostJsonAsync("/v1/chat/completions", new { model = "team-b/abc", messages = new[] { new { role = "user", content = "hi" } } });

        Assert.Equal("from two", chat.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
        Assert.Equal(["openai-compatible", "team-b"], await server.Admin.ProvidersAsync());
        Assert.Empty(one.Requests);
    }

    [Theory]
    [InlineData("""{"enabled":false}""", "enabled")]
    [InlineData("""{"overrides":{"models":{"abd":{"enabled":false}}}}""", "overrides")]
    [InlineData("""{"config":{"baseUrl":"http://other.example/v1","models":[{"name":"abc"},{"name":"abd"}]}}""", "config")]
    public async Task Update_OneMember_ReplacesItAlone(string body, string member)
    {
        await using var server = await TestServer.StartAsync();
        using var connected = await server.Admin.ConnectAsync(ProviderCalls.Config("models", """[{"name":"abc"},{"name":"abd"}]"""), ",\"enabled\":true,\"overrides\":{\"models\":{\"abc\":{}}}");
        var before = await server.ProviderAsync();

        using var updated = await server.Admin.SendTextAsync("PUT", ProviderCalls.Route + "/openai-compatible", body);

        Assert.Equal(200, (int)updated.StatusCode);
        var after = await server.ProviderAsync();
        foreach (var name in new[] { "enabled", "overrides", "config", "createdAt" })
        {
            var expected = name == member ? JsonElement.Parse(body).GetProperty(name) : before.GetProperty(name);
            Assert.True(JsonElement.DeepEquals(expected, after.GetProperty(name)), $"{name} is {after.GetProperty(name)}");
        }
    }

    [Theory]
    [InlineData("""{"provider":"openai-compatible"}""", 422, "invalid_request")]
    [InlineData("""{"config":{"baseUrl":"ftp://x","models":[{"name":"abc"}]}}""", 400, "LLMProviderInvalidConfigError")]
    [InlineData("""{"overrides":{"models":{"nope":{}}}}""", 400, "LLMProviderInvalidConfigError")]
    public async Task Update_ThatBreaksARule_ChangesNothing(string body, int status, string error)
    {
        await using var server = await TestServer.StartAsync();
        using var connected = await server.Admin.ConnectAsync(ProviderCalls.Config());
        var before = await server.ProviderAsync();

        await server.Admin.SendTextAsync("PUT", ProviderCalls.Route + "/openai-compatible", body).RefusedAsync(status, error);

        Assert.True(JsonElement.DeepEquals(before, await server.ProviderAsync()));
    }

    [Fact]
    public async Task Update_ThatDisablesTheDefault_IsInForceForTheNextRequest()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        await server.Admin.PutJsonAsync(ProviderCalls.Route + "/openai-compatible", new { enabled = false });
        var refusal = await server.Admin.PostTextAsync("/v1/ai/invoke", """{"prompt":"hi"}""").RefusedAsync(400, "LLMProviderDisabledError");
        await server.Admin.PutJsonAsync(ProviderCalls.Route + "/openai-compatible", new { enabled = true });
        using var chat = await server.Admin.PostTextAsync("/v1/chat/completions", """{"model":"claude-sonnet","messages":[{"role":"user","content":"hi"}]}""");

        Assert.Contains("'openai-compatible'", refusal.Message(), StringComparison.Ordinal);
        Assert.Equal(200, (int)chat.StatusCode);
    }

    [Fact]
    public async Task Overrides_OfAModel_SwitchItOffWhateverTheConfigurationSays()
    {
        await using var server = await TestServer.StartAsync();
        using var connected = await server.Admin.ConnectAsync(
            ProviderCalls.Config("models", """[{"name":"on-on"},{"name":"on-off"},{"name":"off-on","enabled":false},{"name":"untouched"}]"""),
            ",\"overrides\":{\"models\":{\"on-on\":{},\"on-off\":{\"enabled\":false},\"off-on\":{\"enabled\":true}}}");

        var provider = await server.ProviderAsync();

        Assert.Equal(["on-on", "untouched"], provider.EnabledModels());
        Assert.Equal(4, provider.GetProperty("effectiveModels").EnumerateObject().Count());
    }

    [Fact]
    public async Task Delete_OfAProvider_LeavesNothing()
    {
        await using var server = await TestServer.StartAsync();
        using var connected = await server.Admin.ConnectAsync(ProviderCalls.Config());

        using var deleted = await server.Admin.SendTextAsync("DELETE", ProviderCalls.Route + "/openai-compatible");

        Assert.Equal(204, (int)deleted.StatusCode);
        Assert.Empty(await deleted.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await server.Admin.ProvidersAsync());
        foreach (var (method, body) in new (string, string?)[] { ("DELETE", null), ("GET", null), ("PUT", "{}") })
        {
            var refusal = await server.Admin.SendTextAsync(method, ProviderCalls.Route + "/openai-compatible", body).RefusedAsync(404, "LLMProviderNotFoundError");
            Assert.Equal("LLM provider 'openai-compatible' not found for organization", refusal.Message());
        }
    }

    [Fact]
    public async Task Delete_OfTheDefault_TakesForceAndResetsTheDefault()
    {
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync("http://llm.example/v1");

        await server.Admin.SendTextAsync("DELETE", ProviderCalls.Route + "/openai-compatible").RefusedAsync(409, "LLMProviderInUseError");
        Assert.Equal(["openai-compatible"], await server.Admin.ProvidersAsync());
        using var forced = await server.Admin.SendTextAsync("DELETE", ProviderCalls.Route + "/openai-compatible?force=true");

        Assert.Equal(204, (int)forced.StatusCode);
        await server.Admin.SendTextAsync("GET", ProviderCalls.Route + "/defaults").RefusedAsync(404, "LLMProviderNotFoundError");
    }

    [Fact]
    public async Task List_ToAMember_HasNoConfiguration()
    {
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync("http://llm.example/v1");
        var member = await server.ClientOfAsync("Member");

        var provider = Assert.Single((await member.GetJsonAsync(ProviderCalls.Route)).GetProperty("result").EnumerateArray());

        Assert.False(provider.TryGetProperty("config", out _));
        Assert.Equal(["claude-sonnet"], provider.EnabledModels());
        foreach (var (method, path, body) in new[] { ("GET", "/openai-compatible", null), ("POST", "", "{}"), ("PUT", "/openai-compatible", "{}"), ("DELETE", "/openai-compatible", null), ("PUT", "/defaults", "{}") })
        {
            await member.SendTextAsync(method, ProviderCalls.Route + path, body).RefusedAsync(403, "llm_provider_manage_forbidden");
        }
    }

    [Fact]
    public async Task List_InPages_ComesWholeAndInOrder()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var identifier in new[] { "c", "a", "b" })
        {
            using var connected = await server.Admin.ConnectAsync(ProviderCalls.Config(), $",\"identifier\":\"{identifier}\"");
        }

        var first = await server.Admin.GetJsonAsync(ProviderCalls.Route + "?limit=2");
        var second = await server.Admin.GetJsonAsync($"{ProviderCalls.Route}?limit=2&cursor={Uri.EscapeDataString(first.GetProperty("nextCursor").GetString()!)}");

        Assert.Equal(["a", "b", "c"], first.GetProperty("result").EnumerateArray().Concat(second.GetProperty("result").EnumerateArray()).Select(static provider => provider.GetProperty("identifier").GetString()));
        Assert.False(second.TryGetProperty("nextCursor", out _));
    }
}
