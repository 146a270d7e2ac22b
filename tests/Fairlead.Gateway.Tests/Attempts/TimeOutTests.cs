using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Gateway.Tests.Attempts;

public sealed class TimeOutTests
{
    private const string Piece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    [Theory]
    [InlineData("FirstByteTimeoutSeconds", null)]
    [InlineData("FirstByteTimeoutSeconds", "")]
    [InlineData("TotalTimeoutSeconds", null)]
    public async Task Chat_NoFirstByteInTime_Is504AndEndsTheCall(string setting, string? begun)
    {
        var time = new FakeTimeProvider(Start);
        await using var rig = await Rig.StartAsync(Stalling(begun), settings: new() { [$"Gateway:{setting}"] = "10" }, time: time);
        var answering = rig.ChatAsync(Rig.HelloStream);
        var seen = await rig.Upstream.NextAsync(Rig.Patience);

        using var response = await InTimeAsync(time, answering);

        Assert.Equal((504, "upstream_timed_out"), await response.CodeAsync());
        Assert.Contains(char.ToLowerInvariant(setting[0]) + setting[1..], await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await seen.Aborted.Ended();
    }

    [Theory]
    [InlineData("IdleTimeoutSeconds")]
    [InlineData("TotalTimeoutSeconds")]
    public async Task Stream_SilenceInTheMiddle_EndsWithAnErrorEvent(string setting)
    {
        var time = new FakeTimeProvider(Start);
        await using var rig = await Rig.StartAsync(Stalling(Piece), settings: new() { [$"Gateway:{setting}"] = "10" }, time: time);
        using var response = await rig.BeginAsync(Rig.HelloStream, TestContext.Current.CancellationToken);

        var text = await InTimeAsync(time, response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.StartsWith(Piece, text, StringComparison.Ordinal);
        Assert.Equal("upstream_timed_out", AnswerReading.ErrorCode(text[(text.LastIndexOf("data: ", StringComparison.Ordinal) + 6)..]));
        await rig.Upstream.Requests[^1].Aborted.Ended();
    }

    [Fact]
    public async Task Chat_SilenceInTheMiddleOfADocument_BreaksTheConnection()
    {
        await using var rig = await Rig.StartAsync(Stalling("{\"id\":", "application/json"), settings: new() { ["Gateway:IdleTimeoutSeconds"] = "0.2" });

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.ChatAsync(Rig.Hello));
    }

    // The limits run on a clock of the test's own, which moves when the upstream has what it is to have.
    private static async Task<T> InTimeAsync<T>(FakeTimeProvider time, Task<T> answering)
    {
        await Waiting.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(answering.IsCompleted ? 0 : 1));
            return answering.IsCompleted;
        });
        return await answering;
    }

    private static RequestDelegate Stalling(string? begun, string type = "text/event-stream") => async context =>
    {
        if (begun is not null)
        {
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(begun));
            await context.Response.Body.FlushAsync();
        }

        await context.RequestAborted.Ended();
    };
}
