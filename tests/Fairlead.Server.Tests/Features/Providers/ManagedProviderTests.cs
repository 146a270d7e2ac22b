using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Providers;

public sealed class ManagedProviderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fairlead-managed-").FullName;

    [Fact]
    public async Task Port_WhenDeclared_IsListedAndServesAsTheSystemDefault()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("managed answer")));
        await using var server = await StartAsync(upstream.BaseUrl);

        var port = await server.ProviderAsync("port");
        var reply = await server.Admin.PostJsonAsync("/v1/ai/invoke", new { prompt = "hi", stream = false });
        var chosen = (await server.Admin.GetJsonAsync(ProviderCalls.Route + "/defaults")).GetProperty("result");

        Assert.Equal(["port"], await server.Admin.ProvidersAsync());
        Assert.False(port.TryGetProperty("config", out _));
        Assert.Equal(["managed-a", "managed-b"], port.EnabledModels());
        Assert.Equal("port managed-a managed answer", $"{reply.GetProperty("result").GetProperty("provider")} {reply.GetProperty("result").GetProperty("model")} {reply.GetProperty("result").GetProperty("message")}");
        Assert.Equal("port managed-a", $"{chosen.GetProperty("provider")} {chosen.GetProperty("model")}");
    }

    [Fact]
    public async Task Port_Update_TakesEnabledAndOverridesAlone()
    {
        await using var server = await StartAsync("http://llm.example/v1");

        await server.Admin.PutJsonAsync(ProviderCalls.Route + "/port", new { config = new { }, overrides = new { models = new Dictionary<string, object> { ["managed-a"] = new { enabled = false } } } });
        var refusal = await server.Admin.SendTextAsync("PUT", ProviderCalls.Route + "/port", $$"""{"config":{{ProviderCalls.Config()}}}""").RefusedAsync(400, "LLMProviderInvalidConfigError");
        var updated = await server.ProviderAsync("port");
        await server.Admin.PutJsonAsync(ProviderCalls.Route + "/port", new { enabled = false });

        refusal.AssertProblem("config", "declared by the operator");
        Assert.Equal(["managed-b"], updated.EnabledModels());
        Assert.False((await server.ProviderAsync("port")).GetProperty("enabled").GetBoolean());
        Assert.Equal(["managed-b"], (await server.ProviderAsync("port")).EnabledModels());
    }

    [Fact]
    public async Task Port_ConnectAndDelete_AreRefused()
    {
        await using var server = await StartAsync("http://llm.example/v1");

        await server.Admin.PostTextAsync(ProviderCalls.Route, $$"""{"provider":"port","config":{{ProviderCalls.Config()}}}""").RefusedAsync(422, "invalid_request");
        await server.Admin.ConnectAsync(ProviderCalls.Config(), ",\"identifier\":\"port\"").RefusedAsync(422, "invalid_request");
        await server.Admin.SendTextAsync("DELETE", ProviderCalls.Route + "/port?force=true").RefusedAsync(400, "LLMProviderInvalidConfigError");

        Assert.Equal(["port"], await server.Admin.ProvidersAsync());
    }

    [Fact]
    public async Task Port_NotDeclaredAnyLonger_IsGone()
    {
        string data;
        await using (var declared = await StartAsync("http://llm.example/v1", Path.Combine(folder, "data")))
        {
            await declared.Admin.PutJsonAsync(ProviderCalls.Route + "/port", new { enabled = true });
            data = declared.Data;
        }

        await using var server = await TestServer.StartAsync(data: data);

        Assert.Empty(await server.Admin.ProvidersAsync());
        await server.Admin.SendTextAsync("GET", ProviderCalls.Route + "/port").RefusedAsync(404, "LLMProviderNotFoundError");
        await server.Admin.PostTextAsync("/v1/ai/invoke", """{"prompt":"hi"}""").RefusedAsync(404, "LLMProviderNotFoundError");
    }

    [Fact]
    public async Task DefaultsGet_WhenTheFirstManagedModelDoesNotChat_NamesTheOneThatInvocationsUse()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("hi")));
        await using var server = await StartAsync(upstream.BaseUrl, models: "[{name: embed-one, operations: [embeddings]}, {name: chat-one}]");

        var chosen = (await server.Admin.GetJsonAsync(ProviderCalls.Route + "/defaults")).GetProperty("result");
        var reply = await server.Admin.PostJsonAsync("/v1/ai/invoke", new { prompt = "hi", stream = false });

        Assert.Equal("chat-one", reply.GetProperty("result").GetProperty("model").GetString());
        Assert.Equal("chat-one", chosen.GetProperty("model").GetString());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<TestServer> StartAsync(string baseUrl, string? data = null, string models = "[{name: managed-a}, {name: managed-b}]")
    {
        var file = Path.Combine(folder, "fairlead.yaml");
        await File.WriteAllTextAsync(file, $"managed:\n  baseUrl: {baseUrl}\n  models: {models}\n");
        return await TestServer.StartAsync(settings => settings with { Config = file }, data);
    }
}
