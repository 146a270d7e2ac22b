using System.Diagnostics;
using System.Globalization;
using System.Text;
using Fairlead.Gateway.Admission;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Gateway.Tests.Attempts;

public sealed class DepartureTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chat_ClientLeaves_CancelsTheUpstreamWithinTheBound(bool isMidStream)
    {
        await using var rig = await Rig.StartAsync(AnswerAsync);
        using var client = Hasty(rig);
        await AssertSoonAsync(() => OnceAsync(rig, client, isMidStream));
    }

    [Theory]
    [InlineData("/v1/messages", """{"model":"claude-sonnet","max_tokens":10,"stream":true,"messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("/v1/responses", """{"model":"claude-sonnet","stream":true,"input":"hi"}""")]
    public async Task TranslatedStream_ClientLeaves_CancelsTheUpstreamWithinTheBound(string path, string body)
    {
        await using var rig = await Rig.StartAsync(AnswerInChatAloneAsync);
        using var client = Hasty(rig);
        await AssertSoonAsync(() => OnceAsync(rig, client, isMidStream: true, path, body));
    }

    [Fact]
    public async Task Chat_AThousandClientsLeave_HoldsNothingAndServesOn()
    {
        await using var rig = await Rig.StartAsync(AnswerAsync);
        using var client = Hasty(rig);
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => OnceAsync(rig, client, round % 2 == 0)));
        }

        rig.Upstream.Answer = ScriptedUpstream.SaysCompletion("still here");
        using var response = await rig.ChatAsync(Rig.Hello);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(1001, rig.Upstream.Requests.Count);
        await Waiting.UntilAsync(() => rig.Server.Services.GetRequiredService<BufferedBytes>().Held == 0); // The upstream hears of it first.
        Assert.DoesNotContain(rig.Server.Log.Lines, static line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chat_ClientLeavesInTheMiddleOfItsBody_GivesTheBytesBack()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        var buffered = rig.Server.Services.GetRequiredService<BufferedBytes>();
        using (var connection = await RawConnection.ToAsync(rig))
        {
            await connection.WriteAsync(connection.Head(rig, "Content-Length: 100000"));
            await connection.WriteAsync("{\"model\":"u8.ToArray());
            await Waiting.UntilAsync(() => buffered.Held == 100_000);
        }

        await Waiting.UntilAsync(() => buffered.Held == 0);
        Assert.Empty(rig.Upstream.Requests);
        Assert.DoesNotContain(rig.Server.Log.Lines, static line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    // Every time it ends, and half of the times within the bound: one stall of the machine says nothing.
    private static async Task AssertSoonAsync(Func<Task<TimeSpan>> leave)
    {
        await leave(); // The first time, code is still being compiled.
        var took = new List<TimeSpan>();
        for (var round = 0; round < 5; round++)
        {
            took.Add(await leave());
        }

        took.Sort();
        Assert.True(took[2] < Bound, $"Cancelled after {string.Join(", ", took.Select(static time => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)))} ms.");
    }

    private static async Task<TimeSpan> OnceAsync(Rig rig, HttpClient client, bool isMidStream, string path = "/v1/chat/completions", string body = Rig.HelloStream)
    {
        using var leaves = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("idempotency-key", Guid.NewGuid().ToString());
        request.Headers.Add("openai-beta", isMidStream ? "stream" : "wait");
        var sent = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaves.Token);
        if (isMidStream)
        {
            var response = await sent;
            var stream = await response.Content.ReadAsStreamAsync(leaves.Token);
            await stream.ReadExactlyAsync(new byte[6], leaves.Token);
            return await LeaveAsync(await SeenAsync(rig, request), response.Dispose);
        }

        var took = await LeaveAsync(await SeenAsync(rig, request), leaves.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        return took;
    }

    private static async Task<ScriptedUpstream.Seen> SeenAsync(Rig rig, HttpRequestMessage request)
    {
        var key = request.Headers.GetValues("idempotency-key").Single();
        ScriptedUpstream.Seen? seen = null;
        await Waiting.UntilAsync(() => (seen = rig.Upstream.Requests.FirstOrDefault(candidate => candidate.Path == "/v1/chat/completions" && candidate.Headers["idempotency-key"] == key)) is not null);
        return seen!;
    }

    // A client that closes its connection when it lets an answer go, rather than reading on for a while.
    private static HttpClient Hasty(Rig rig)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = rig.Server.BaseAddress };
        client.DefaultRequestHeaders.Authorization = rig.Client.DefaultRequestHeaders.Authorization;
        return client;
    }

    private static async Task<TimeSpan> LeaveAsync(ScriptedUpstream.Seen seen, Action leave)
    {
        var watch = Stopwatch.StartNew();
        Assert.False(seen.Aborted.IsCancellationRequested);
        leave();
        await seen.Aborted.Ended();
        return watch.Elapsed;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers["openai-beta"] == "stream")
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {\"choices\":[]}\n\n");
            await context.Response.Body.FlushAsync();
        }

        await context.RequestAborted.Ended();
    }

    private static async Task AnswerInChatAloneAsync(HttpContext context)
    {
        if (context.Request.Path != "/v1/chat/completions")
        {
            context.Response.StatusCode = 404;
            return;
        }

        await ScriptedUpstream.SaysStream("""data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"Half"},"finish_reason":null}]}""" + "\n\n")(context);
        await context.RequestAborted.Ended();
    }
}
