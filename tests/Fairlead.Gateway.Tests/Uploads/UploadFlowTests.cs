using System.Globalization;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Gateway.Tests.Uploads;

public sealed class UploadFlowTests
{
    private const string Path = "/v1/audio/transcriptions";
    private const int Kept = 256 * 1024; // The most that the gateway keeps back of what it was given.
    private static readonly object[] Models = [new { name = "whisper-1" }];

    [Fact]
    public async Task Upload_IsPassedOnAsItComes()
    {
        await using var rig = await Rig.StartAsync(static context => CountAsync(context, static _ => { }), Models);
        rig.Upstream.ReadsBodies = false;
        var body = new Form().Field("model", "whisper-1").File(5_000_000).Whole;
        using var connection = await RawConnection.ToAsync(rig);
        await connection.WriteAsync(connection.Head(rig, Path, Form.ContentType, $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}"));

        await connection.WriteAsync(body.AsMemory(0, 4_000_000));

        await rig.Upstream.NextAsync(Rig.Patience);
        await connection.WriteAsync(body.AsMemory(4_000_000));
        Assert.Equal(200, await connection.ReadAnswerAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClientThatLeavesInMidUpload_EndsTheUpstreamCall(bool isModelFirst)
    {
        await using var rig = await Rig.StartAsync(static context => CountAsync(context, static _ => { }), Models);
        rig.Upstream.ReadsBodies = false;
        var form = isModelFirst ? new Form().Field("model", "whisper-1").File(2_000_000) : new Form().File(2_000_000).Field("model", "whisper-1");
        using (var connection = await RawConnection.ToAsync(rig))
        {
            await connection.WriteAsync(connection.Head(rig, Path, Form.ContentType, "Content-Length: 9000000"));
            await connection.WriteAsync(form.Open);
            await (isModelFirst ? Task.CompletedTask : Waiting.UntilAsync(() => Directory.GetFiles(System.IO.Path.Combine(rig.Server.Data, "tmp")).Length == 1));
            if (isModelFirst)
            {
                _ = await rig.Upstream.NextAsync(Rig.Patience);
            }
        }

        if (isModelFirst)
        {
            await rig.Upstream.Requests[^1].Aborted.Ended();
        }

        await Waiting.UntilAsync(() => Directory.GetFiles(System.IO.Path.Combine(rig.Server.Data, "tmp")).Length == 0);
        Assert.Equal(isModelFirst ? 1 : 0, rig.Upstream.Requests.Count);
        Assert.DoesNotContain(rig.Server.Log.Lines, static line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FirstByteAndTotal_DoNotRunWhileTheClientUploads()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        var taken = 0L;
        await using var upstream = await ScriptedUpstream.StartAsync(context => CountAsync(context, count => Interlocked.Add(ref taken, count)));
        await using var server = await TestServer.StartAsync(given => given with { Time = time });
        await server.ConnectAsync(upstream.BaseUrl, Rig.Secret, Models);
        var paused = new PausedStream(new Form().Field("model", "whisper-1").File(3_000_000).Whole);
        upstream.ReadsBodies = false;
        var request = new StreamContent(paused);
        request.Headers.TryAddWithoutValidation("Content-Type", Form.ContentType);
        using var client = server.Client(await server.KeyAsync());

        var answering = client.PostAsync(new Uri(Path, UriKind.Relative), request, TestContext.Current.CancellationToken);
        await upstream.NextAsync(Rig.Patience);
        await paused.Reached;
        await RestAsync(() => Interlocked.Read(ref taken), paused.Position - Kept);
        time.Advance(TimeSpan.FromHours(1));
        paused.GoOn();

        using var response = await answering;
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task FirstByte_RunsFromTheUploadsEnd()
    {
        await using var rig = await Rig.StartAsync(static context => context.RequestAborted.Ended(), Models, settings: new() { ["Gateway:FirstByteTimeoutSeconds"] = "0.3" });

        using var response = await Form.PostAsync(rig.Client, Path, new Form().Field("model", "whisper-1").File(1000).Whole);

        Assert.Equal((504, "upstream_timed_out"), await response.CodeAsync());
    }

    [Fact]
    public async Task UpstreamThatTakesNoMore_TimesOut()
    {
        await using var rig = await Rig.StartAsync(static context => context.RequestAborted.Ended(), Models, settings: new() { ["Gateway:IdleTimeoutSeconds"] = "0.3" });
        rig.Upstream.ReadsBodies = false;

        using var response = await Form.PostAsync(rig.Client, Path, new Form().Field("model", "whisper-1").File(30_000_000).Whole);

        Assert.Equal((504, "upstream_timed_out"), await response.CodeAsync());
        Assert.Contains("took no more of the request", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // The idle clock runs while a write to the upstream has yet to return: it has when nothing has come there for a while.
    private static Task RestAsync(Func<long> count, long least)
    {
        var (last, ticks) = (0L, 0);
        return Waiting.UntilAsync(() =>
        {
            var now = count();
            ticks = now == last ? ticks + 1 : 0;
            last = now;
            return now >= least && ticks > 40;
        });
    }

    private static async Task CountAsync(HttpContext context, Action<int> taken)
    {
        var buffer = new byte[64 * 1024];
        for (var count = await context.Request.Body.ReadAsync(buffer); count > 0; count = await context.Request.Body.ReadAsync(buffer))
        {
            taken(count);
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"text":"hello"}""");
    }
}
