using System.Text;
using Fairlead.Gateway.Admission;
using Fairlead.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Gateway.Tests.Endpoints;

public sealed class RequestLimitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chat_BodyPastTheBound_Is413AndOneAtTheBoundPasses(bool isChunked)
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"), settings: new() { ["Gateway:MaxRequestBytes"] = "2000" });

        using var within = await SendAsync(rig, 2000, isChunked);
        using var beyond = await SendAsync(rig, 2001, isChunked);

        Assert.Equal(200, (int)within.StatusCode);
        Assert.Equal((413, "request_too_large"), await beyond.CodeAsync());
        Assert.Single(rig.Upstream.Requests);
        await Waiting.UntilAsync(() => rig.Server.Services.GetRequiredService<BufferedBytes>().Held == 0); // The client hears of it first.
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chat_BytesPastTheTotalBound_Are503AndTheCounterRecovers(bool isChunked)
    {
        var release = new TaskCompletionSource();
        await using var rig = await Rig.StartAsync(
            async context =>
            {
                await release.Task;
                await ScriptedUpstream.SaysCompletion("hello")(context);
            },
            settings: new() { ["Gateway:MaxBufferedBytes"] = "5000" });
        var buffered = rig.Server.Services.GetRequiredService<BufferedBytes>();
        var first = SendAsync(rig, 3000, isChunked);
        await rig.Upstream.NextAsync(Rig.Patience);

        using var refused = await SendAsync(rig, 3000, isChunked);
        release.SetResult();
        using var answered = await first;
        using var after = await SendAsync(rig, 5000, isChunked);

        Assert.Equal((503, "gateway_overloaded"), await refused.CodeAsync());
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Equal((200, 200), ((int)answered.StatusCode, (int)after.StatusCode));
        await Waiting.UntilAsync(() => buffered.Held == 0);
    }

    private static Task<HttpResponseMessage> SendAsync(Rig rig, int length, bool isChunked)
    {
        var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(Rig.Hello.PadRight(length))));
        content.Headers.ContentLength = isChunked ? null : length;
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = content };
        request.Headers.TransferEncodingChunked = isChunked ? true : null;
        return rig.Client.SendAsync(request);
    }
}
