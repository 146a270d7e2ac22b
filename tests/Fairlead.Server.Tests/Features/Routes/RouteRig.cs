using System.Text.Json;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Server.Tests.Features.Routes;

/// <summary>A server with two providers, <c>eu</c> and <c>us</c>, each an upstream of its own with the models <c>small</c> and <c>large</c>; <c>eu</c> is the default one.</summary>
internal sealed class RouteRig : IAsyncDisposable
{
    private RouteRig(TestServer server, ScriptedUpstream eu, ScriptedUpstream us)
    {
        Server = server;
        Eu = eu;
        Us = us;
    }

    public TestServer Server { get; }

    public ScriptedUpstream Eu { get; }

    public ScriptedUpstream Us { get; }

    public HttpClient Admin => Server.Admin;

    public static async Task<RouteRig> StartAsync(Dictionary<string, string?>? settings = null, TimeProvider? time = null)
    {
        var server = await TestServer.StartAsync(given => given with { Overrides = settings ?? [], Time = time ?? given.Time });
        var rig = new RouteRig(server, await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("eu")), await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("us")));
        await rig.ConnectAsync("eu", rig.Eu);
        await rig.ConnectAsync("us", rig.Us);
        await server.Admin.PutJsonAsync("/v1/llm-providers/defaults", new { provider = "eu", model = "small" });
        return rig;
    }

    /// <summary>Makes a route.</summary>
    /// <param name="json">It, with its name.</param>
    public async Task RouteAsync(string json)
    {
        var reply = await SendAsync("POST", "/v1/routes", json);
        Assert.True(reply.Status == 201, reply.Text);
    }

    /// <summary>Sends a body as it is, as an administrator.</summary>
    public Task<Reply> SendAsync(string method, string path, string? json = null) => Admin.SendContentAsync(method, path, json is null ? null : Json(json));

    /// <summary>Asks a model over the gateway, as an administrator unless another client is given.</summary>
    public Task<Reply> AskAsync(string model, HttpClient? client = null, params (string Name, string Value)[] headers) =>
        (client ?? Admin).SendContentAsync("POST", "/v1/chat/completions", Json(JsonSerializer.Serialize(new { model, messages = new[] { new { role = "user", content = "hi" } } })), headers);

    /// <summary>A client with a key that is limited to models.</summary>
    public async Task<HttpClient> LimitedAsync(params string[] models) =>
        Server.Client((await Admin.PostJsonAsync("/v1/keys", new { name = "limited", models })).GetProperty("result").GetProperty("key").GetString());

    /// <summary>The names that <c>GET /v1/models</c> shows a client.</summary>
    public static async Task<string[]> ListedAsync(HttpClient client) =>
        [.. (await client.GetJsonAsync("/v1/models")).GetProperty("data").EnumerateArray().Select(static model => model.GetProperty("id").GetString()!)];

    /// <summary>A failure of a status.</summary>
    public static RequestDelegate Fails(int status) => ScriptedUpstream.Says(status, "application/json", """{"error":{"message":"no","type":"api_error"}}""");

    /// <summary>The model that an upstream's last request named.</summary>
    public static string AskedModel(ScriptedUpstream upstream) => JsonElement.Parse(upstream.Requests[^1].Text).GetProperty("model").GetString()!;

    /// <summary>The deployment that an answer came from.</summary>
    public static string DeploymentOf(Reply reply) => Assert.Single(reply.Headers.GetValues("x-fairlead-deployment"));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Eu.DisposeAsync();
        await Us.DisposeAsync();
    }

    private Task<JsonElement> ConnectAsync(string identifier, ScriptedUpstream upstream) => Admin.PostJsonAsync(
        "/v1/llm-providers",
        new { provider = "openai-compatible", identifier, config = new { baseUrl = upstream.BaseUrl, models = new object[] { new { name = "small", contextWindow = 1000 }, new { name = "large" } } } });

    private static StringContent Json(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
