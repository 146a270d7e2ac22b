using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Tests.Catalog;
using Fairlead.Protocols.OpenAI;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Metering;

/// <summary>What metering costs a stream whose upstream says its usage itself, which is nearly every one.</summary>
public sealed class CountedStreamAllocationTests
{
    private const int Runs = 5;
    private static readonly Deployment Asked = Snapshots.Named("main", "claude-sonnet").OrderedModels[0];
    private static readonly ReadOnlySequence<byte> Body = new(Encoding.UTF8.GetBytes(Rig.HelloStream));

    [Fact]
    public async Task Stream_OfACountingUpstream_AllocatesNothingForAnEvent()
    {
        var sink = new RecordingSink();
        var counter = new UsageCounter(sink);
        var many = ScriptedUpstream.Stream(string.Join(' ', Enumerable.Repeat("word", 1000)));
        var few = ScriptedUpstream.Stream(string.Join(' ', Enumerable.Repeat(new string('x', 1000), 120)));
        few = ScriptedUpstream.Stream(string.Join(' ', Enumerable.Repeat(new string('x', 1000), 119)) + " " + new string('y', 1000 + many.Length - few.Length));
        Assert.Equal(many.Length, few.Length); // So that both come in as many pieces.
        var kept = await RunAsync(sink, counter, many); // It is not known yet whether the upstream counts.
        await RunAsync(sink, counter, few);

        // The least of several: another test may have taken a buffer from the pool that a run would have found there.
        var (ofFew, ofMany) = (long.MaxValue, long.MaxValue);
        for (var i = 0; i < Runs; i++)
        {
            ofFew = Math.Min(ofFew, await RunAsync(sink, counter, few));
            ofMany = Math.Min(ofMany, await RunAsync(sink, counter, many));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{ofFew} bytes for 120 events, {ofMany} for 1,000; {kept} where the text is kept");
        Assert.InRange(ofMany - ofFew, long.MinValue, 879); // Not a byte for each of the 880 events that there are more.
        Assert.Equal(0, counter.Held);
        Assert.Equal(2 + (2 * Runs), sink.Count);
        await counter.StoppedAsync(Rig.Patience);
    }

    private static async Task<long> RunAsync(RecordingSink sink, UsageCounter counter, string stream)
    {
        using var response = new HttpResponseMessage { Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(stream))) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        var request = new GatewayRequest { Operation = Operation.Chat, Body = Body };
        Assert.Null(RequestScanner.Scan(Body, out request.Outline));
        var attempt = new Attempt(request, Asked, new Settlement(request, sink, counter, TimeProvider.System), TimeProvider.System) { Endpoint = Asked.Endpoints.Of(Operation.Chat) };
        var body = new UpstreamBody(response, new AttemptClock(TimeLimits.None, new GatewayOptions(), TimeProvider.System, TimeProvider.System.GetTimestamp(), CancellationToken.None));
        await body.ReadFirstAsync(attempt);

        // All of it is in memory, so that nothing leaves this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        await using (var answer = UpstreamAnswer.Create(attempt, body))
        {
            while (!(await answer.ReadAsync()).IsEmpty)
            {
            }
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
