using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Providers;

public sealed class HeaderTests
{
    private const string Chat = """{"model":"abc","messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task CustomHeaders_WithSecrets_AreRenderedOnceAndSentOnEveryRequest()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.StoreSecretAsync("PLAIN", "one\n");
        await server.StoreSecretAsync("na-me", "two");
        await server.StoreSecretAsync("TRICK", "{{ .secrets.PLAIN }}");
        var headers = """{"X-Both":"a {{ .secrets.PLAIN }} b {{.secrets[\"na-me\"]}}","X-Trick":"{{ .secrets.TRICK }}","X-Fixed":"literal"}""";
        var config = $"{{\"baseUrl\":\"{upstream.BaseUrl}\",\"models\":[{{\"name\":\"abc\"}}],\"customHeaders\":{headers}}}";

        using var connected = await server.Admin.ConnectAsync(config, validates: true);
        await server.Admin.PutJsonAsync(ProviderCalls.Route + "/defaults", new { provider = "openai-compatible", model = "abc" });
        using var chat = await server.Admin.PostTextAsync("/v1/chat/completions", Chat);
        using var invoked = await server.Admin.PostTextAsync("/v1/ai/invoke", """{"prompt":"hi","stream":false}""");

        Assert.Equal(201, (int)connected.StatusCode);
        Assert.Equal(3, upstream.Requests.Count);
        Assert.All(upstream.Requests, static request =>
        {
            Assert.Equal("a one b two", request.Headers["X-Both"]);
            Assert.Equal("{{ .secrets.PLAIN }}", request.Headers["X-Trick"]);
            Assert.Equal("literal", request.Headers["X-Fixed"]);
            Assert.False(request.Headers.ContainsKey("Authorization"));
        });
    }

    [Fact]
    public async Task CustomAuthorization_BesideAnApiKey_Wins()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl, more: new() { ["customHeaders"] = new { authorization = "Token mine" } });

        using var chat = await server.Admin.PostTextAsync("/v1/chat/completions", Chat.Replace("abc", "claude-sonnet", StringComparison.Ordinal));

        Assert.Equal("Token mine", Assert.Single(upstream.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task SecretChanged_IsInForceForTheNextRequest()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        using var patched = await server.Admin.SendTextAsync("PATCH", $"/v1/organization/secrets/{Wiring.SecretName}", """{"secretValue":"rotated-key"}""");
        using var chat = await server.Admin.PostTextAsync("/v1/chat/completions", Chat.Replace("abc", "claude-sonnet", StringComparison.Ordinal));

        Assert.Equal(200, (int)patched.StatusCode);
        Assert.Equal("Bearer rotated-key", Assert.Single(upstream.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task SecretChanged_ToAValueThatSplitsTheRequest_IsRefusedAndTheOldOneStays()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        var refusal = await server.Admin.SendTextAsync("PATCH", $"/v1/organization/secrets/{Wiring.SecretName}", """{"secretValue":"bad-4711\r\nX-Evil: 1"}""").RefusedAsync(422, "invalid_request");
        using var chat = await server.Admin.PostTextAsync("/v1/chat/completions", Chat.Replace("abc", "claude-sonnet", StringComparison.Ordinal));

        Assert.DoesNotContain("bad-4711", refusal.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("Bearer upstream-key-0123456789", Assert.Single(upstream.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task SecretInUse_CannotBeDeleted()
    {
        await using var server = await TestServer.StartAsync();
        await server.StoreSecretAsync("HEADER", "v");
        using var connected = await server.Admin.ConnectAsync(ProviderCalls.Config("customHeaders", """{"X-A":"{{ .secrets.HEADER }}"}"""));

        var refusal = await server.Admin.SendTextAsync("DELETE", "/v1/organization/secrets/HEADER").RefusedAsync(409, "SecretInUseError");

        Assert.Contains("'openai-compatible'", refusal.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PathPrefix_OfTheBaseUrl_IsKept()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl + "/team%20a/");

        using var chat = await server.Admin.PostTextAsync("/v1/chat/completions", Chat.Replace("abc", "claude-sonnet", StringComparison.Ordinal));

        Assert.Equal("/v1/team%20a/chat/completions", Assert.Single(upstream.Requests).Path);
    }
}
