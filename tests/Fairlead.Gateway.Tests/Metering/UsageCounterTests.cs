using System.Buffers;
using System.Text;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Tests.Catalog;
using Fairlead.Protocols.OpenAI;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Metering;

public sealed class UsageCounterTests
{
    private static string Uncounted => UncountedUpstreams.Answer(Operation.Chat, isStream: false);

    [Fact]
    public async Task Stopped_WhileAnswersWait_CountsThemAll()
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.Says(200, "application/json", Uncounted));
        await SendAsync(metered, 20);

        await metered.Counter.StoppedAsync(Rig.Patience);

        Assert.Equal(20, metered.Sink.Count);
        Assert.Equal(UsageSource.Tokenizer, (await metered.Sink.NextAsync()).UsageSource);
        Assert.Equal(0, metered.Counter.Held);
    }

    [Fact]
    public async Task Stopped_WithNoTimeLeft_WritesEveryRecordOnceAllTheSame()
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.Says(200, "application/json", Uncounted));
        await SendAsync(metered, 50);

        await metered.Counter.StoppedAsync(new CancellationToken(canceled: true));

        Assert.Equal(50, metered.Sink.Count);
        await metered.Counter.StoppedAsync(Rig.Patience);
        Assert.Equal(50, metered.Sink.Count);
    }

    [Fact]
    public async Task Stopped_WhileARecordIsBeingWritten_ReturnsWhenItIs()
    {
        using var sink = new HesitantSink();
        var counter = new UsageCounter(sink);
        var request = new GatewayRequest { Operation = Operation.Chat, Body = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(Rig.Hello)) };
        Assert.Null(RequestScanner.Scan(request.Body, out request.Outline));
        var asked = Snapshots.Named("main", "claude-sonnet").OrderedModels[0];
        var attempt = new Attempt(request, asked, new Settlement(request, sink, counter, TimeProvider.System), TimeProvider.System) { Endpoint = asked.Endpoints.Of(Operation.Chat) };
        counter.Record(default, counter.Keep(attempt)!);
        await sink.Entered.WaitAsync(Rig.Patience);

        await Task.Run(() => counter.StoppedAsync(new CancellationToken(canceled: true)), TestContext.Current.CancellationToken);

        Assert.True(sink.IsWritten);
    }

    [Fact]
    public async Task Record_AfterTheCounterStopped_IsEstimatedAtOnce()
    {
        await using var metered = await MeteredPipeline.StartAsync(ScriptedUpstream.Says(200, "application/json", Uncounted));
        await metered.Counter.StoppedAsync(Rig.Patience);

        await SendAsync(metered, 1);

        Assert.Equal(1, metered.Sink.Count);
        Assert.Equal(UsageSource.Estimate, (await metered.Sink.NextAsync()).UsageSource);
        Assert.Equal(0, metered.Counter.Held);
    }

    [Fact]
    public async Task Server_StoppedAtOnce_HasLoggedTheCount()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(200, "application/json", Uncounted));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl, Rig.Secret);
        using (var response = await server.Client(await server.KeyAsync()).PostTextAsync("/v1/chat/completions", Rig.Hello))
        {
            Assert.Equal(200, (int)response.StatusCode);
        }

        await server.StopAsync();

        Assert.Single(server.Log.Lines, static line => line.Contains("tokens (from: Tokenizer)", StringComparison.Ordinal));
    }

    private static async Task SendAsync(MeteredPipeline metered, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await using var answer = await metered.BeginAsync(Operation.Chat, Rig.Hello);
            while (!(await answer!.ReadAsync()).IsEmpty)
            {
            }
        }
    }

    // Takes its time over a record: whoever does not wait for it has gone on by then.
    private sealed class HesitantSink : IUsageSink, IDisposable
    {
        private readonly ManualResetEventSlim never = new();
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool isWritten;

        public Task Entered => entered.Task;

        public bool IsWritten => isWritten;

        public void Dispose() => never.Dispose();

        public void Record(in UsageRecord record)
        {
            entered.TrySetResult();
            never.Wait(TimeSpan.FromMilliseconds(200));
            isWritten = true;
        }

        public void RecordAttempt(in AttemptRecord record)
        {
            // Requests alone are looked at.
        }
    }
}
