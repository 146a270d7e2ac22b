using System.IO.Compression;
using System.Text;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Attempts;

public sealed class UpstreamShapeTests
{
    [Theory]
    [InlineData(204, null, "", "empty body")]
    [InlineData(200, "application/json", "", "empty body")]
    [InlineData(200, "text/html", "<html></html>", "HTML page")]
    [InlineData(200, "image/png", "png", "image/png")]
    [InlineData(200, "application/json", "<html></html>", "not a JSON object")]
    [InlineData(200, "application/json", "[]", "not a JSON object")]
    [InlineData(200, "text/plain", "it works", "not a JSON object")]
    public async Task Chat_AnswerOfAnotherShape_Is502AndSaysWhatItWas(int status, string? type, string body, string words)
    {
        await using var rig = await Rig.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            context.Response.ContentLength = status == 204 ? null : body.Length;
            return body.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(body);
        });

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal((502, "upstream_invalid_response"), await response.CodeAsync());
        Assert.Contains(words, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 502, "upstream_invalid_response")]
    [InlineData(400, 400, "bad_request")]
    public async Task Chat_CompressedAnswer_IsNotPassedOn(int status, int expected, string code)
    {
        await using var rig = await Rig.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(ScriptedUpstream.Completion(Rig.Secret)));
        });

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal((expected, code), await response.CodeAsync());
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", false, "upstream_invalid_response")]
    [InlineData("", false, "upstream_cut_off")]
    [InlineData("", true, "upstream_cut_off")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: app", false, "upstream_cut_off")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n", false, "upstream_cut_off")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", false, "upstream_invalid_response")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n", false, "upstream_cut_off")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n8\r\ndata: {\"\r\n", false, "upstream_cut_off")]
    public async Task Chat_UpstreamThatBreaksOffBeforeTheFirstEvent_Is502(string answer, bool resets, string code)
    {
        using var raw = RawUpstream.Says(answer, resets);
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("unused"), baseUrl: raw.BaseUrl);

        using var response = await rig.ChatAsync(Rig.HelloStream);

        Assert.Equal((502, code), await response.CodeAsync());
    }

    [Theory]
    [InlineData(null, "refused")]
    [InlineData("http://no-such-host.invalid/v1", "could not be resolved")]
    [InlineData("http://localhost:1/v1", "may not be called", "127.0.0.0/8", "::1/128")]
    public async Task Chat_NoConnection_Is502AndSaysWhy(string? baseUrl, string words, params string[] denied)
    {
        var settings = denied.Index().ToDictionary(static item => $"Network:Deny:{item.Index}", static item => (string?)item.Item);
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("unused"), settings: settings, baseUrl: baseUrl ?? RawUpstream.Closed());

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal((502, "upstream_unreachable"), await response.CodeAsync());
        Assert.Contains(words, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_AnswerHeadersThatAreNotAscii_BreakNothing()
    {
        using var raw = RawUpstream.Says("HTTP/1.1 200 OK\r\nContent-Type: application/json; by=Zoë\r\nx-request-id: Zoë\r\nContent-Length: 2\r\n\r\n{}");
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("unused"), baseUrl: raw.BaseUrl);

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal((200, "application/json", null), ((int)response.StatusCode, response.Header("Content-Type"), response.Header("x-request-id")));
    }
}
