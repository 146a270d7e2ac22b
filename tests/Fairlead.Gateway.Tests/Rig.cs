using System.Net.Http.Headers;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests;

/// <summary>A server, an upstream of its own behind it, and a client with a gateway key.</summary>
internal sealed class Rig : IAsyncDisposable
{
    /// <summary>The smallest chat request.</summary>
    public const string Hello = """{"model":"claude-sonnet","messages":[{"role":"user","content":"hi"}]}""";

    /// <summary>The same, as a stream.</summary>
    public const string HelloStream = """{"model":"claude-sonnet","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    /// <summary>The upstream's API key.</summary>
    public const string Secret = "sk-upstream-0123456789";

    private Rig(TestServer server, ScriptedUpstream upstream, HttpClient client)
    {
        Server = server;
        Upstream = upstream;
        Client = client;
    }

    public TestServer Server { get; }

    public ScriptedUpstream Upstream { get; }

    public HttpClient Client { get; }

    /// <summary>What never comes must fail a test, not hang it.</summary>
    public static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    /// <summary>Starts all three.</summary>
    public static async Task<Rig> StartAsync(
        RequestDelegate answer, object[]? models = null, Dictionary<string, object>? more = null, Dictionary<string, string?>? settings = null, string? baseUrl = null, TimeProvider? time = null)
    {
        var upstream = await ScriptedUpstream.StartAsync(answer);
        var server = await TestServer.StartAsync(given => given with { Overrides = settings ?? [], Time = time ?? given.Time });
        await server.ConnectAsync(baseUrl ?? upstream.BaseUrl, Secret, models, more);
        return new Rig(server, upstream, server.Client(await server.KeyAsync()));
    }

    /// <summary>Posts a chat request and waits for the whole answer.</summary>
    public Task<HttpResponseMessage> ChatAsync(string body) => Client.PostTextAsync("/v1/chat/completions", body);

    /// <summary>Posts a chat request and waits for the answer's head.</summary>
    public Task<HttpResponseMessage> BeginAsync(string body, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>The body that the upstream got of the last request.</summary>
    public string Received => Upstream.Requests[^1].Text;

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
