using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Routing;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class HedgeFlowTests
{
    private static readonly RouteDefinition Hedged = Flow.Route("gpt", "a", "b") with
    {
        Hedge = new HedgePolicy(TimeSpan.FromSeconds(1)), Retries = new RetryPolicy(0, new Dictionary<FailureKind, int>()),
    };

    [Theory]
    [InlineData(Operation.Chat)]
    [InlineData(Operation.Messages)]
    public async Task Send_FirstIsSlow_SecondServesAndTheFirstIsCancelled(Operation operation)
    {
        await using var flow = await Flow.StartAsync([Hedged]);
        flow.Hangs("a");

        var told = await flow.InTimeAsync(flow.SendAsync(Flow.Request(operation: operation)));

        Assert.Equal((200, "b/m", 2), (told.Status, told.By, told.Request.Attempts));
        Assert.Equal("a Superseded, b Completed", flow.Attempts);
        Assert.Equal(("b", RequestOutcome.Completed, 2), (Assert.Single(flow.Sink.Requests).Provider.Identifier, flow.Sink.Requests[0].Outcome, flow.Sink.Requests[0].Attempts));
        Assert.Equal((1, 1), (flow.Calls("a"), flow.Calls("b")));
        await flow["a"].Requests[0].Aborted.Ended();
        Assert.InRange(flow.Find("gpt").Deployments[0].State.Latency.At(RetryFlowTests.Clock(flow)), 500, double.MaxValue);
        Assert.Equal(BreakerState.Closed, flow.Find("gpt").Deployments[0].State.Breaker.StateAt(RetryFlowTests.Clock(flow)));
    }

    [Fact]
    public async Task Send_FirstInTime_HasNoSecond()
    {
        await using var flow = await Flow.StartAsync([Hedged]);

        Assert.Equal("a/m", (await flow.SendAsync()).By);
        Assert.Equal((1, 0), (flow.Calls("a"), flow.Calls("b")));
    }

    [Fact]
    public async Task Send_FirstAnswersAfterAll_SecondIsCancelled()
    {
        await using var flow = await Flow.StartAsync([Hedged]);
        var second = new TaskCompletionSource();
        flow["a"].Answer = async context =>
        {
            await second.Task;
            await ScriptedUpstream.SaysCompletion("a")(context);
        };
        flow["b"].Answer = context =>
        {
            second.SetResult();
            return context.RequestAborted.Ended();
        };

        Assert.Equal("a/m", (await flow.SendInTimeAsync()).By);
        Assert.Equal("b Superseded, a Completed", flow.Attempts);
    }

    [Fact]
    public async Task Send_FirstFailsBesideTheSecond_SecondServes()
    {
        await using var flow = await Flow.StartAsync([Hedged]);
        var second = new TaskCompletionSource();
        flow["a"].Answer = async context =>
        {
            await second.Task;
            await ScriptedUpstream.Says(503, "application/json", "{}")(context);
        };
        flow["b"].Answer = async context =>
        {
            second.SetResult();
            await Waiting.UntilAsync(() => flow.Sink.Attempts.Count == 1);
            await ScriptedUpstream.SaysCompletion("b")(context);
        };

        Assert.Equal("b/m", (await flow.SendInTimeAsync()).By);
        Assert.Equal("a Overloaded, b Completed", flow.Attempts);
    }

    [Fact]
    public async Task Send_BothFail_IsToldOfTheLastFailure()
    {
        await using var flow = await Flow.StartAsync([Hedged]);
        var request = Flow.Request();
        flow["a"].Answer = async context =>
        {
            await Waiting.UntilAsync(() => request.Attempt!.Deployment!.FullName == "b/m"); // The race has ended with b's failure: that it is recorded comes before.
            await ScriptedUpstream.Says(429, "application/json", "{}")(context);
        };
        flow.Fails("b", 503);

        var told = await flow.InTimeAsync(flow.SendAsync(request));

        Assert.Equal((429, "a/m"), (told.Status, told.Request.Attempt!.Deployment!.FullName));
        Assert.Equal("b Overloaded, a RateLimited", flow.Attempts);
        Assert.Equal(("a", 429), (Assert.Single(flow.Sink.Requests).Provider.Identifier, flow.Sink.Requests[0].UpstreamStatus));
    }

    [Fact]
    public async Task Send_BothEndAtOnce_NothingIsLost()
    {
        await using var flow = await Flow.StartAsync([Hedged with { Breaker = new BreakerSettings(1_000, 5) }]);
        for (var i = 0; i < 15; i++)
        {
            var (isFailing, second) = (i % 2 == 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            flow["a"].Answer = async context =>
            {
                await second.Task;
                await (isFailing ? ScriptedUpstream.Says(503, "application/json", "{}") : ScriptedUpstream.SaysCompletion("a"))(context);
            };
            flow["b"].Answer = context =>
            {
                second.SetResult();
                return ScriptedUpstream.SaysCompletion("b")(context);
            };

            Assert.Equal(200, (await flow.SendInTimeAsync()).Status);
        }

        Assert.Equal((15, 30), (flow.Sink.Requests.Count, flow.Sink.Attempts.Count));
    }

    [Fact]
    public async Task Send_WithoutATimeOfItsOwn_WaitsForTheModelsQuantile()
    {
        await using var flow = await Flow.StartAsync([Hedged with { Hedge = new HedgePolicy(null) }]);
        for (var i = 0; i < 100; i++)
        {
            flow.Find("gpt").State.FirstByte.Add(2_000);
        }

        flow.Hangs("a");
        var told = await flow.SendInTimeAsync();

        Assert.Equal("b/m", told.By);
        Assert.InRange(flow.Sink.Attempts[0].Duration.TotalSeconds, 2, 15);
    }

    [Fact]
    public async Task Send_SupersededProbe_RestsAgain()
    {
        await using var flow = await Flow.StartAsync([Hedged]);
        var breaker = flow.Find("gpt").Deployments[0].State.Breaker;
        breaker.Fail(FailureKind.RateLimited, TimeSpan.FromSeconds(1), new BreakerSettings(3, 5), RetryFlowTests.Clock(flow), isProbe: false);
        flow.Time.Advance(TimeSpan.FromSeconds(1));
        flow.Hangs("a");

        Assert.Equal("b/m", (await flow.SendInTimeAsync()).By);
        Assert.Equal(BreakerState.Open, breaker.StateAt(RetryFlowTests.Clock(flow)));
    }

    [Theory]
    [InlineData("first")]
    [InlineData("hedge")]
    [InlineData("backoff")]
    public async Task Send_ClientLeaves_EndsEverythingAndPunishesNobody(string when)
    {
        using var leaves = new CancellationTokenSource();
        await using var flow = await Flow.StartAsync([when == "hedge" ? Hedged : Flow.Route("gpt", "a") with { Breaker = new BreakerSettings(null, null) }], new RoutingOptions());
        flow.Hangs("a");
        if (when == "hedge")
        {
            flow.Hangs("b");
        }
        else if (when == "backoff")
        {
            flow.Fails("a", 503, "2");
        }

        flow.ClientLeft = leaves.Token;
        var sending = flow.SendAsync();
        await Waiting.UntilAsync(() =>
        {
            flow.Time.Advance(TimeSpan.FromSeconds(when == "hedge" ? 0.1 : 0));
            return when switch { "hedge" => flow.Calls("b") == 1, "backoff" => flow.Sink.Attempts.Count == 1, _ => flow.Calls("a") == 1 };
        });
        await leaves.CancelAsync();
        var told = await sending;

        Assert.True(told.Result.HasClientLeft);
        Assert.Equal(RequestOutcome.ClientLeft, Assert.Single(flow.Sink.Requests).Outcome);
        Assert.Equal(when switch { "hedge" => 2, _ => 1 }, flow.Sink.Attempts.Count);
        Assert.Equal(when == "backoff", flow.Sink.Attempts.Any(static attempt => attempt.Failure is not null));
        Assert.All(flow.Find("gpt").Deployments, place => Assert.Equal(when == "backoff" ? BreakerState.Open : BreakerState.Closed, place.State.Breaker.StateAt(RetryFlowTests.Clock(flow))));
    }
}
