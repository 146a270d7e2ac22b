using System.Text;
using System.Threading.Channels;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Answers;

public sealed class AnswerFlowTests
{
    private const string Piece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";

    [Fact]
    public async Task Stream_EachChunk_LeavesBeforeTheNextIsWritten()
    {
        var allowed = Channel.CreateUnbounded<int>();
        await using var rig = await Rig.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await foreach (var index in allowed.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync($"data: {{\"n\":{index:000}}}\n\n");
                await context.Response.Body.FlushAsync();
            }

            await context.Response.WriteAsync("data: [DONE]\n\n");
        });
        var sent = rig.BeginAsync(Rig.HelloStream, Rig.Patience);
        await allowed.Writer.WriteAsync(0, Rig.Patience);
        using var response = await sent;
        await using var stream = await response.Content.ReadAsStreamAsync(Rig.Patience);

        for (var index = 0; index < 100; index++)
        {
            var chunk = new byte[$"data: {{\"n\":{index:000}}}\n\n".Length];
            await stream.ReadExactlyAsync(chunk, Rig.Patience);
            Assert.Equal($"data: {{\"n\":{index:000}}}\n\n", Encoding.UTF8.GetString(chunk));
            await allowed.Writer.WriteAsync(index + 1, Rig.Patience);
        }

        allowed.Writer.Complete();
        Assert.EndsWith("data: [DONE]\n\n", await new StreamReader(stream).ReadToEndAsync(Rig.Patience), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", "{ \"id\" : 1.0e0,\r\n\"x\":\"\\u00e9é\\/\",\"choices\":[] }\n")]
    [InlineData("application/vnd.x+json", "\r\n {\"id\":1}")]
    public async Task Chat_JsonAnswer_ComesDownAsItWas(string type, string body)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.Says(200, type, body));

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal((type, body), (response.Header("Content-Type"), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Chat_LargeJsonAnswer_ComesDownAsItWas()
    {
        var body = ScriptedUpstream.Completion(string.Concat(Enumerable.Range(0, 400_000)));
        await using var rig = await Rig.StartAsync(ScriptedUpstream.Says(200, "application/json", body));

        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Stream_Bytes_ComeDownAsTheyWereHoweverTheyAreCut(string newline)
    {
        var body = $": keep-alive{newline}{newline}event: x{newline}data:{{\"choices\":[{{\"delta\":{{\"content\":\"é\"}} }}]}}{newline}{newline}data: 1{newline}data: 2{newline}{newline}data: [DONE]{newline}{newline}";
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream([.. body.Select(static letter => letter.ToString())]));

        using var response = await rig.ChatAsync(Rig.HelloStream);

        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Stream_CutInTheMiddleOfAnEvent_ShowsNoHalfOfIt()
    {
        using var raw = CutAfter("text/event-stream", Piece, "data: {\"choices\":[{\"ind");
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("unused"), baseUrl: raw.BaseUrl);

        using var response = await rig.ChatAsync(Rig.HelloStream);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(Piece, text, StringComparison.Ordinal);
        Assert.Equal("upstream_cut_off", AnswerReading.ErrorCode(text[(Piece.Length + 6)..]));
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_EndedTooSoon_EndsWithAnErrorEvent()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(Piece));

        using var response = await rig.ChatAsync(Rig.HelloStream);

        Assert.Equal("upstream_cut_off", AnswerReading.ErrorCode((await response.EventsAsync())[^1]));
    }

    [Fact]
    public async Task Stream_ConnectionCutAfterDone_IsWhole()
    {
        using var raw = CutAfter("text/event-stream", Piece, "data: [DONE]\n\n");
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("unused"), baseUrl: raw.BaseUrl);

        using var response = await rig.ChatAsync(Rig.HelloStream);

        Assert.Equal(Piece + "data: [DONE]\n\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Chat_JsonCutInTheMiddle_BreaksTheConnection()
    {
        using var raw = CutAfter("application/json", "{\"id\":\"chatcmpl-1\",", "\"choices\":[");
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("unused"), baseUrl: raw.BaseUrl);

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.ChatAsync(Rig.Hello));
    }

    // Chunks, and no end of them.
    private static RawUpstream CutAfter(string type, params string[] pieces) => RawUpstream.Says(
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(pieces.Select(static piece => $"{piece.Length:x}\r\n{piece}\r\n")));
}
