using System.Buffers;
using System.Text;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Tests.Catalog;
using Fairlead.Gateway.Tests.FileReferences;
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

        Assert.Equal((RequestOutcome.Completed, 200, Counted, false), (record.Outcome, record.UpstreamStatus, record.Usage, record.IsEstimated));
        Assert.Empty(record.Edits);
        Assert.Equal("caller", record.Caller!.Id);
        Assert.InRange(record.TimeToFirstByte, TimeSpan.FromTicks(1), record.Duration);
    }

    [Fact]
    public async Task Record_OfAStream_HasTheUsageOfTheHiddenChunkAndNamesTheEdit()
    {
        var record = await RunAsync(ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("one two")), Rig.HelloStream);

        Assert.Equal((RequestOutcome.Completed, Counted, false), (record.Outcome, record.Usage, record.IsEstimated));
        Assert.Equal(["stream_options.include_usage"], record.Edits);
    }

    [Fact]
    public async Task Record_OfAStreamWithoutUsage_IsMarkedEstimated()
    {
        var record = await RunAsync(
            ScriptedUpstream.SaysStream("data: {\"choices\":[]}\n\ndata: [DONE]\n\n"), Rig.HelloStream, new GatewayOptions { MeterStreams = StreamMetering.Observe });

        Assert.Equal((RequestOutcome.Completed, true), (record.Outcome, record.IsEstimated));
        Assert.True(record.Usage is { InputTokens: > 0, OutputTokens: > 0 });
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Record_OfAnUpstreamsError_IsFailedWithItsStatus(int status)
    {
        var record = await RunAsync(ScriptedUpstream.Says(status, "application/json", "{}"), Rig.Hello);

        Assert.Equal((RequestOutcome.Failed, status, default(Usage), false), (record.Outcome, record.UpstreamStatus, record.Usage, record.IsEstimated));
    }

    [Fact]
    public async Task Record_OfAStreamThatEndsTooSoon_IsFailedAndEstimated()
    {
        var record = await RunAsync(ScriptedUpstream.SaysStream("data: {\"choices\":[]}\n\n"), Rig.HelloStream);

        Assert.Equal((RequestOutcome.Failed, true), (record.Outcome, record.IsEstimated));
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

    private static async Task<UsageRecord> RunAsync(RequestDelegate answer, string body, GatewayOptions? options = null, CancellationTokenSource? leaves = null)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(answer);
        options ??= new GatewayOptions();
        var catalog = new ModelCatalog();
        catalog.Replace(new CatalogSnapshot([Snapshots.Provider("main", upstream.BaseUrl, new { name = "claude-sonnet" })], "main", null));
        using var outbound = new OutboundHandler(options, new NetworkOptions());
        var sink = new Sink();
        var pipeline = new GatewayPipeline(catalog, AttemptContext.Of(outbound, options, sink, new NoResponses(), new OwnedFiles(), TimeProvider.System), new NoResponses());
        var request = new GatewayRequest { Operation = Operation.Chat, Body = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)), Caller = new Principal("caller", "name", Role.Member, IsKey: true) };
        if ((await pipeline.SendAsync(request, leaves?.Token ?? CancellationToken.None)).Answer is { } given)
        {
            while (!(await given.ReadAsync()).IsEmpty)
            {
            }

            Assert.Empty(sink.Records);
            await given.DisposeAsync();
        }

        return Assert.Single(sink.Records);
    }

    private sealed class NoResponses : IResponseStore
    {
        public void Keep(KeptResponse response) => Assert.Fail("A chat is not kept.");

        public ValueTask<KeptResponse?> FindAsync(string id, string owner, CancellationToken cancellationToken) => default;

        public ValueTask DeleteAsync(string id, string owner, CancellationToken cancellationToken) => default;
    }

    private sealed class Sink : IUsageSink
    {
        public List<UsageRecord> Records { get; } = [];

        public List<AttemptRecord> Attempts { get; } = [];

        public void Record(in UsageRecord record) => Records.Add(record);

        public void RecordAttempt(in AttemptRecord record) => Attempts.Add(record);
    }
}
