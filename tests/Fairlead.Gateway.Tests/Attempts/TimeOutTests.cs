using System.Text;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Attempts;

public sealed class TimeOutTests
{
    private const string Piece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";

    [Theory]
    [InlineData("FirstByteTimeoutSeconds", null)]
    [InlineData("FirstByteTimeoutSeconds", "")]
    [InlineData("TotalTimeoutSeconds", null)]
    public async Task Chat_NoFirstByteInTime_Is504AndEndsTheCall(string setting, string? begun)
    {
        await using var rig = await Rig.StartAsync(Stalling(begun), settings: new() { [$"Gateway:{setting}"] = "0.2" });

        using var response = await rig.ChatAsync(Rig.HelloStream);

        Assert.Equal((504, "upstream_timed_out"), await response.CodeAsync());
        Assert.Contains(char.ToLowerInvariant(setting[0]) + setting[1..], await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await rig.Upstream.Requests[^1].Aborted.Ended();
    }

    [Theory]
    [InlineData("IdleTimeoutSeconds")]
    [InlineData("TotalTimeoutSeconds")]
    public async Task Stream_SilenceInTheMiddle_EndsWithAnErrorEvent(string setting)
    {
        await using var rig = await Rig.StartAsync(Stalling(Piece), settings: new() { [$"Gateway:{setting}"] = "0.5" });

        using var response = await rig.ChatAsync(Rig.HelloStream);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.StartsWith(Piece, text, StringComparison.Ordinal);
        Assert.Equal("upstream_timed_out", AnswerReading.ErrorCode(text[(Piece.Length + 6)..]));
        await rig.Upstream.Requests[^1].Aborted.Ended();
    }

    [Fact]
    public async Task Chat_SilenceInTheMiddleOfADocument_BreaksTheConnection()
    {
        await using var rig = await Rig.StartAsync(Stalling("{\"id\":", "application/json"), settings: new() { ["Gateway:IdleTimeoutSeconds"] = "0.2" });

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.ChatAsync(Rig.Hello));
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
