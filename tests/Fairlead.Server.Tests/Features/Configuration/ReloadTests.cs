using Fairlead.Server.Tests.Features.Providers;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Configuration;

public sealed class ReloadTests : IDisposable
{
    private readonly ConfigurationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Reload_ByTheApi_PutsTheFileInForceAndSaysWhatChanged()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("hi"));
        await using var server = await StartAsync(Text(upstream.BaseUrl, "sk-one", "gone"));
        Assert.Equal(200, (await CallAsync(server, "sk-one")).Status);

        folder.Write(Text(upstream.BaseUrl, "sk-two", "added", more: "options: {gateway: {idleTimeoutSeconds: 7}}\n"));
        var reloaded = await server.Admin.SendAsync("POST", "/v1/config/reload");

        Assert.Equal(200, reloaded.Status);
        var result = reloaded.Json.GetProperty("result");
        Assert.Equal(
            ["added provider added", "removed provider gone", "changed key client"],
            result.GetProperty("changes").EnumerateArray().Select(static change => $"{change.GetProperty("change")} {change.GetProperty("kind")} {change.GetProperty("name")}"));
        Assert.Equal("options.gateway.idleTimeoutSeconds", Assert.Single(result.GetProperty("restart").EnumerateArray()).GetProperty("path").GetString());
        Assert.DoesNotContain("sk-", reloaded.Text, StringComparison.Ordinal);
        Assert.Equal((401, 200), ((await CallAsync(server, "sk-one")).Status, (await CallAsync(server, "sk-two")).Status));
        Assert.Equal(["added", "local"], await server.Admin.ProvidersAsync());
        Assert.Contains(server.Log.Lines, static line => line.Contains("hold from the next start: options.gateway.idleTimeoutSeconds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reload_OfAnInvalidFile_KeepsTheOldInForceUntilItIsMended()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("hi"));
        await using var server = await StartAsync(Text(upstream.BaseUrl, "sk-one", "first"));

        folder.Write(Text(upstream.BaseUrl, "sk-two", "second") + "routs: {}\n");
        var refused = await server.Admin.SendAsync("POST", "/v1/config/reload");
        var ready = await server.Anonymous.SendAsync("GET", "/health/ready");
        var shown = (await server.Admin.GetJsonAsync("/v1/config")).GetProperty("result");

        Assert.Equal((422, "invalid_configuration"), (refused.Status, refused.Error));
        var problem = Assert.Single(refused.Json.GetProperty("details").GetProperty("problems").EnumerateArray());
        Assert.Equal((folder.Path, 5, 1), (problem.GetProperty("file").GetString(), problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
        Assert.Equal(200, (await CallAsync(server, "sk-one")).Status);
        Assert.Equal(200, ready.Status);
        Assert.Equal(("invalid", 1), (ready.Json.GetProperty("configuration").GetProperty("state").GetString(), ready.Json.GetProperty("configuration").GetProperty("problems").GetInt32()));
        Assert.Equal("invalid", shown.GetProperty("state").GetString());
        Assert.Contains("did you mean 'routes'?", shown.GetProperty("problems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(server.Log.Lines, line => line.Contains($"{folder.Path}:5:1: ", StringComparison.Ordinal));
        Assert.All(server.Log.Lines, static line => Assert.DoesNotContain("sk-", line, StringComparison.Ordinal));

        folder.Write(Text(upstream.BaseUrl, "sk-two", "second"));
        Assert.Equal(200, (await server.Admin.SendAsync("POST", "/v1/config/reload")).Status);
        Assert.Equal("inForce", (await server.Anonymous.SendAsync("GET", "/health/ready")).Json.GetProperty("configuration").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Reload_NamingWhatTheStoreHasNot_IsRefusedAndTakenOnceItHas()
    {
        await using var server = await StartAsync(Text("http://llm.example/v1", "sk-one", "first"));
        folder.Write(Text("http://llm.example/v1", "sk-one", "first") + "defaults: {provider: stored, model: abc}\n");

        var refused = await server.Admin.SendAsync("POST", "/v1/config/reload");
        (await server.Admin.ConnectAsync(ProviderCalls.Config(), ",\"identifier\":\"stored\"")).Dispose();
        var taken = await server.Admin.SendAsync("POST", "/v1/config/reload");

        Assert.Equal((422, 200), (refused.Status, taken.Status));
        Assert.Contains("the provider 'stored'", refused.Text, StringComparison.Ordinal);
        await server.Admin.SendTextAsync("DELETE", ProviderCalls.Route + "/stored?force=true").RefusedAsync(409, "declared_in_configuration");
    }

    [Fact]
    public async Task Start_NamingASecretThatTheStoreHasNot_IsIncompleteUntilItHas()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("hi"));
        await using var server = await StartAsync(
            $"providers:\n  local: {{type: openai-compatible, config: {{baseUrl: '{upstream.BaseUrl}', apiKeySecretName: secret:LATER, models: [{{name: small}}]}}}}\nkeys: {{client: {{key: secret:LATER}}}}\n");
        Assert.Equal("incomplete", await StateAsync(server));

        await server.StoreSecretAsync("LATER", "sk-later");

        Assert.Equal("inForce", await StateAsync(server));
        Assert.Equal(200, (await CallAsync(server, "sk-later")).Status);
        await server.Admin.SendTextAsync("DELETE", "/v1/organization/secrets/LATER").RefusedAsync(409, "SecretInUseError");
    }

    [Fact]
    public async Task Reload_WithoutAFile_IsRefused()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.Admin.SendAsync("POST", "/v1/config/reload");

        Assert.Equal((409, "conflict"), (reply.Status, reply.Error));
        Assert.Equal("none", await StateAsync(server));
        Assert.False((await server.Anonymous.SendAsync("GET", "/health/ready")).Json.TryGetProperty("configuration", out _));
    }

    [Fact]
    public async Task File_WhenItOrAnIncludedOneChanges_IsReadAgain()
    {
        folder.Write("keys.yaml", "keys: {client: {key: sk-one}}\n");
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("hi"));
        await using var server = await StartAsync($"include: [keys.yaml]\n{Provider("local", upstream.BaseUrl)}");

        folder.Write("keys.yaml", "keys: {client: {key: sk-two}}\n");

        await Eventually.IsTrueAsync(async () => (await CallAsync(server, "sk-two")).Status == 200, "the new key is taken");
        Assert.Equal(401, (await CallAsync(server, "sk-one")).Status);
    }

    [Fact]
    public async Task Key_ThatAReloadKeeps_StaysThePrincipalItWas()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("hi"));
        await using var server = await StartAsync(Text(upstream.BaseUrl, "fl-looks-like-ours", "first"));
        Assert.Equal(200, (await CallAsync(server, "fl-looks-like-ours")).Status);

        folder.Write(Text(upstream.BaseUrl, "fl-looks-like-ours", "second"));
        await server.Admin.SendAsync("POST", "/v1/config/reload");

        Assert.Equal(200, (await CallAsync(server, "fl-looks-like-ours")).Status);
        Assert.Equal(401, (await server.Client("fl-looks-like-ours").SendAsync("GET", "/v1/config")).Status);
    }

    [Fact]
    public async Task Reload_AHundredTimesUnderLoad_FailsNoRequestAndIsSeenWhole()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("hi"));
        await using var server = await StartAsync(Version(upstream.BaseUrl, 0));
        using var done = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 4).Select(_ => CallUntilAsync(server, done.Token)).ToList();

        for (var version = 1; version <= 100; version++)
        {
            folder.Write(Version(upstream.BaseUrl, version));
            Assert.Equal(200, (await server.Admin.SendAsync("POST", "/v1/config/reload")).Status);
        }

        await done.CancelAsync();
        var calls = await Task.WhenAll(callers);
        Assert.All(calls, static count => Assert.True(count > 10, $"only {count} calls"));
        var seen = upstream.Requests.Select(static request => (A: request.Headers["X-A"], B: request.Headers["X-B"], Model: request.Headers["Authorization"])).ToList();
        Assert.All(seen, static headers => Assert.Equal((headers.A, $"Bearer {headers.A}"), (headers.B, headers.Model)));
        Assert.True(seen.Distinct().Count() > 20, "the versions were hardly seen");
    }

    private static async Task<int> CallUntilAsync(TestServer server, CancellationToken done)
    {
        var client = server.Client("sk-client");
        var count = 0;
        for (; !done.IsCancellationRequested; count++)
        {
            var reply = await client.SendAsync("POST", "/v1/chat/completions", new { model = count % 2 == 0 ? "one/small" : "two/small", messages = new[] { new { role = "user", content = "hi" } } });
            Assert.True(reply.Status == 200, reply.Text);
        }

        return count;
    }

    private static string Version(string baseUrl, int version) => $$$"""
        secrets: {KEY: "v{{{version}}}-long-enough"}
        keys: {client: {key: sk-client}}
        providers:
          one: &provider
            type: openai-compatible
            config:
              baseUrl: {{{baseUrl}}}
              apiKeySecretName: KEY
              customHeaders: {X-A: "v{{{version}}}-long-enough", X-B: "{{ .secrets.KEY }}"}
              models: [{name: small}]
          two: *provider
        """;

    private static Task<Reply> CallAsync(TestServer server, string key) =>
        server.Client(key).SendAsync("POST", "/v1/chat/completions", new { model = "local/small", messages = new[] { new { role = "user", content = "hi" } } });

    private static async Task<string?> StateAsync(TestServer server) => (await server.Admin.GetJsonAsync("/v1/config")).GetProperty("result").GetProperty("state").GetString();

    private static string Provider(string name, string baseUrl) => $"providers:\n  {name}: {{type: openai-compatible, config: {{baseUrl: '{baseUrl}', models: [{{name: small}}]}}}}\n";

    private static string Text(string baseUrl, string key, string second, string more = "") =>
        $"{Provider("local", baseUrl)}  {second}: {{type: openai-compatible, config: {{baseUrl: 'http://llm.example/v1', models: [{{name: small}}]}}}}\nkeys: {{client: {{key: {key}}}}}\n{more}";

    private async Task<TestServer> StartAsync(string text)
    {
        folder.Write(text);
        return await TestServer.StartAsync(settings => settings with { Config = folder.Path });
    }
}
