using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class BreakerFlowTests
{
    [Fact]
    public async Task Send_RetryAfter_IsHonouredAndItIsUsedAgainAfter()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b")]);
        flow.Fails("a", 429, "5");
        Assert.Equal("b/m", (await flow.SendAsync()).By);
        flow["a"].Answer = ScriptedUpstream.SaysCompletion("a");
        flow.Time.Advance(TimeSpan.FromSeconds(4.999));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("b/m", (await flow.SendAsync()).By);
        }

        Assert.Equal(1, flow.Calls("a"));
        flow.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("a/m", (await flow.SendAsync()).By);
        Assert.Equal("a/m", (await flow.SendAsync()).By);
    }

    [Fact]
    public async Task Send_TheOnlyOneRests_Is503WithRetryAfterAtOnce()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Breaker = new BreakerSettings(null, null) }]);
        flow.Fails("a", 429, "5");
        Assert.Equal(429, (await flow.SendAsync()).Status);

        var refused = await flow.SendAsync();

        Assert.Equal((503, "no_deployment_available", "5", 1), (refused.Status, refused.Result.Refusal!.Code, refused.Result.Refusal.RetryAfter, flow.Calls("a")));
    }

    [Fact]
    public async Task Send_AllFailing_OpensAllAndIsRefusedUntilTheFirstIsProbed()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b") with { Retries = new RetryPolicy(1, new Dictionary<FailureKind, int>()) }]);
        flow.Fails("a", 500);
        flow.Fails("b", 500);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(502, (await flow.SendAsync()).Status);
        }

        Assert.Equal((503, 3, 3), ((await flow.SendAsync()).Status, flow.Calls("a"), flow.Calls("b")));
        flow["a"].Answer = ScriptedUpstream.SaysCompletion("a");
        flow.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("a/m", (await flow.SendAsync()).By);
        Assert.Equal(BreakerState.Closed, State(flow, 0));
    }

    [Fact]
    public async Task Send_ProbeFails_RestsAgainAndTheOtherServes()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b")]);
        flow.Fails("a", 500);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("b/m", (await flow.SendAsync()).By);
        }

        Assert.Equal(3, flow.Calls("a"));
        flow.Time.Advance(TimeSpan.FromSeconds(5));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("b/m", (await flow.SendAsync()).By);
        }

        Assert.Equal(4, flow.Calls("a"));
    }

    [Theory]
    [InlineData(1, null, null)]
    [InlineData(null, 12, null)]
    public async Task Send_AtItsLimit_Is429(int? rpm, int? tpm, int? most)
    {
        await using var flow = await Flow.StartAsync([new RouteDefinition("gpt", [new("a", "m") { Rpm = rpm, Tpm = tpm, MaxParallelRequests = most }])]);
        Assert.Equal(200, (await flow.SendAsync()).Status);
        flow.Find("gpt").Deployments[0].Tokens.Add(7, RetryFlowTests.Clock(flow));

        var refused = await flow.SendAsync();

        Assert.Equal((429, 1), (refused.Result.Refusal!.Status, flow.Calls("a")));
        flow.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(200, (await flow.SendAsync()).Status);
    }

    [Fact]
    public async Task Send_ClientsOwnMistakes_PunishNobody()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a")]);
        flow.Fails("a", 400);
        for (var i = 0; i < 30; i++)
        {
            await flow.SendAsync();
        }

        Assert.Equal((30, BreakerState.Closed), (flow.Calls("a"), State(flow, 0)));
    }

    [Theory]
    [InlineData(true, BreakerState.Closed)]
    [InlineData(false, BreakerState.Open)]
    public async Task Send_TimedOut_IsHeldAgainstItUnlessTheRequestWasInAHurry(bool isRequests, BreakerState state)
    {
        var limits = new TimeLimits(FirstByteSeconds: 3);
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Breaker = new BreakerSettings(null, null), Limits = isRequests ? TimeLimits.None : limits }]);
        flow.Hangs("a");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(504, (await flow.InTimeAsync(flow.SendAsync(Flow.Request(limits: isRequests ? limits : null)), 0.1)).Status);
        }

        Assert.Equal(state, State(flow, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_ResponsesThatAreNotThere_AreAskedForInChat(bool isHedged)
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b") with { Breaker = new BreakerSettings(1, 5), Hedge = isHedged ? new HedgePolicy(TimeSpan.FromMinutes(1)) : null }]);
        flow["a"].Answer = context => context.Request.Path == "/v1/responses"
            ? ScriptedUpstream.Says(404, "application/json", """{"error":{"message":"no such path","type":"invalid_request_error","code":null}}""")(context)
            : ScriptedUpstream.SaysCompletion("a")(context);

        Assert.Equal("a/m", (await flow.SendAsync(Flow.Request(operation: Operation.Responses))).By);
        Assert.Equal(("a NotFound, a Completed", BreakerState.Closed), (flow.Attempts, State(flow, 0)));
        Assert.Equal("a/m", (await flow.SendAsync(Flow.Request(operation: Operation.Responses))).By);
        Assert.Equal((3, 0), (flow.Calls("a"), flow.Calls("b")));
    }

    [Fact]
    public async Task Send_AConversation_KeepsGoingToOneDeployment()
    {
        await using var flow = await Flow.StartAsync([new RouteDefinition("gpt", [new("a", "m"), new("b", "m"), new("c", "m")]) { Strategy = "roundRobin" }]);
        var content = new string('x', 5_000);
        var first = (await flow.SendAsync(Flow.Request(content: content))).By;
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(first, (await flow.SendAsync(Flow.Request(content: content))).By);
        }

        flow.Find("gpt").Deployments.Single(place => place.Deployment.FullName == first).State.Breaker
            .Fail(FailureKind.RateLimited, TimeSpan.FromSeconds(5), new BreakerSettings(3, 5), RetryFlowTests.Clock(flow), isProbe: false);
        var other = (await flow.SendAsync(Flow.Request(content: content))).By;
        Assert.NotEqual(first, other);
        Assert.Equal(other, (await flow.SendAsync(Flow.Request(content: content))).By);
    }

    private static BreakerState State(Flow flow, int index) => flow.Find("gpt").Deployments[index].State.Breaker.StateAt(RetryFlowTests.Clock(flow));
}
