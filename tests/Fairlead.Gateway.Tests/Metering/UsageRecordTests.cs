using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Protocols;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Metering;

public sealed class UsageRecordTests
{
    private static readonly Usage Counted = new(3, 2, 0, 0);

    [Fact]
    public async Task Record_OfAJsonAnswer_HasItsExactUsage()
    {
        var record = await RunAsync(ScriptedUpstream.SaysCompletion("hello"), Rig.Hello);

        Assert.Equal((RequestOutcome.Completed, 200, Counted, UsageSource.Upstream), (record.Outcome, record.UpstreamStatus, record.Usage, record.UsageSource));
        Assert.Empty(record.Edits);
        Assert.Equal("caller", record.Caller!.Id);
        Assert.InRange(record.TimeToFirstByte, TimeSpan.FromTicks(1), record.Duration);
    }

    [Fact]
    public async Task Record_OfAStream_HasTheUsageOfTheHiddenChunkAndNamesTheEdit()
    {
        var record = await RunAsync(ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("one two")), Rig.HelloStream);

        Assert.Equal((RequestOutcome.Completed, Counted, UsageSource.Upstream), (record.Outcome, record.Usage, record.UsageSource));
        Assert.Equal(["stream_options.include_usage"], record.Edits);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Record_OfAnUpstreamsError_IsFailedWithItsStatus(int status)
    {
        var record = await RunAsync(ScriptedUpstream.Says(status, "application/json", "{}"), Rig.Hello);

        Assert.Equal((RequestOutcome.Failed, status, default(Usage), UsageSource.None), (record.Outcome, record.UpstreamStatus, record.Usage, record.UsageSource));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Record_OfAClientThatLeft_SaysSo(bool isMidStream)
    {
        using var leaves = new CancellationTokenSource();
        var record = await RunAsync(
            async context =>
            {
                if (isMidStream)
                {
                    context.Response.ContentType = "text/event-stream";
                    await context.Response.WriteAsync("data: {\"choices\":[]}\n\n");
                    await context.Response.Body.FlushAsync();
                }

                await leaves.CancelAsync();
                await context.RequestAborted.Ended();
            },
            Rig.HelloStream,
            leaves: leaves);

        Assert.Equal(RequestOutcome.ClientLeft, record.Outcome);
    }

    private static async Task<UsageRecord> RunAsync(RequestDelegate answer, string body, CancellationTokenSource? leaves = null)
    {
        await using var metered = await MeteredPipeline.StartAsync(answer);
        if (await metered.BeginAsync(Operation.Chat, body, leaves) is { } given)
        {
            while (!(await given.ReadAsync()).IsEmpty)
            {
            }

            Assert.Equal(0, metered.Sink.Count);
            await given.DisposeAsync();
        }

        return await metered.Sink.NextAsync();
    }
}
