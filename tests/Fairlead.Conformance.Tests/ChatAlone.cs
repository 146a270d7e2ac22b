using System.Net.Http.Headers;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Conformance.Tests;

/// <summary>Stands before a simulator and lets nothing but Chat through.</summary>
internal sealed class ChatAlone(ScriptedUpstream upstream, HttpClient client, Uri simulator) : IAsyncDisposable
{
    public string BaseUrl => upstream.BaseUrl;

    public static async Task<ChatAlone> StartAsync(Uri simulator)
    {
        var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(404, "application/json", """{"detail":"Not Found"}"""));
        var alone = new ChatAlone(upstream, new HttpClient(new SocketsHttpHandler { UseProxy = false }), simulator);
        var refuse = upstream.Answer;
        upstream.Answer = context => context.Request.Path.Value!.EndsWith("/chat/completions", StringComparison.Ordinal) ? alone.ForwardAsync(context) : refuse(context);
        return alone;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await upstream.DisposeAsync();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var seen = upstream.Requests[^1];
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator, seen.Path)) { Content = new ByteArrayContent(seen.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Authorization", seen.Headers["Authorization"]);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
