using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Routing;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class RetryFlowTests
{
    private static readonly BreakerSettings Patient = new(1_000, 5);

    [Theory]
    [InlineData(400, 0, 400)]
    [InlineData(422, 0, 422)]
    [InlineData(401, 1, 200)]
    [InlineData(403, 1, 200)]
    [InlineData(404, 1, 200)]
    [InlineData(408, 1, 200)]
    [InlineData(429, 1, 200)]
    [InlineData(500, 1, 200)]
    [InlineData(503, 1, 200)]
    [InlineData(529, 1, 200)]
    [InlineData(302, 1, 200)]
    [InlineData(0, 1, 200)]
    public async Task Send_OneOfTwoFails_TriesTheOtherUnlessTheRequestIsAtFault(int status, int others, int told)
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b")]);
        Fail(flow, "a", status);

        var answer = await flow.SendAsync();

        Assert.Equal((told, 1, others), (answer.Status, flow.Calls("a"), flow.Calls("b")));
        Assert.Equal(told == 200 ? RequestOutcome.Completed : RequestOutcome.Failed, Assert.Single(flow.Sink.Requests).Outcome);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    [InlineData(404, 1)]
    [InlineData(408, 1)]
    [InlineData(302, 1)]
    [InlineData(429, 3)]
    [InlineData(500, 3)]
    [InlineData(503, 3)]
    [InlineData(0, 3)]
    public async Task Send_TheOnlyOneFails_RepeatsWhatMayPass(int status, int calls)
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Breaker = Patient }]);
        Fail(flow, "a", status);
        await flow.SendAsync();

        Assert.Equal(calls, flow.Calls("a"));
    }

    [Theory]
    [InlineData(429, FailureKind.RateLimited)]
    [InlineData(503, FailureKind.Overloaded)]
    [InlineData(408, FailureKind.TimedOut)]
    [InlineData(500, FailureKind.Unreachable)]
    [InlineData(0, FailureKind.CutOff)]
    public async Task Send_WithAPolicyForTheClass_RepeatsAsOftenAsItSays(int status, FailureKind kind)
    {
        foreach (var retries in new[] { 0, 1, 4 })
        {
            await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Breaker = Patient, Retries = new RetryPolicy(2, new Dictionary<FailureKind, int> { [kind] = retries }) }]);
            Fail(flow, "a", status);
            await flow.SendAsync();

            Assert.Equal(retries + 1, flow.Calls("a"));
        }
    }

    [Theory]
    [InlineData(500, 500, 2, 1)]
    [InlineData(401, 500, 1, 2)]
    [InlineData(500, 401, 2, 1)]
    [InlineData(401, 401, 1, 1)]
    [InlineData(500, 400, 1, 1)]
    public async Task Send_BothFail_GoesAroundWhereThereIsHope(int first, int second, int firsts, int seconds)
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b") with { Breaker = Patient }]);
        Fail(flow, "a", first);
        Fail(flow, "b", second);
        await flow.SendAsync();

        Assert.Equal((firsts, seconds), (flow.Calls("a"), flow.Calls("b")));
    }

    [Fact]
    public async Task Send_PlainModel_IsRepeatedAtItsOnlyPlace()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a")]);
        Fail(flow, "a", 503);

        Assert.Equal((503, 3), ((await flow.SendAsync("a/m")).Status, flow.Calls("a")));
    }

    [Fact]
    public async Task Send_CutOffAfterTheFirstByte_IsNotRepeated()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b")]);
        flow["a"].Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {\"choices\":[]}\n\n");
            await context.Response.Body.FlushAsync();
            await flow.Begun.Task;
            context.Abort();
        };

        var answer = await flow.SendAsync(Flow.Request(more: ",\"stream\":true"));

        Assert.Equal((200, FailureKind.CutOff, 0), (answer.Status, answer.Result.Answer!.Failure!.Kind, flow.Calls("b")));
        Assert.Equal("a CutOff", flow.Attempts);
        Assert.Equal(RequestOutcome.Failed, Assert.Single(flow.Sink.Requests).Outcome);
    }

    [Fact]
    public async Task Send_WithoutABudget_IsNotRepeated()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b")], new RoutingOptions { RetryBudget = 0 });
        Fail(flow, "a", 500);
        while (flow.Find("gpt").State.Retries.TrySpend(Clock(flow)))
        {
        }

        Assert.Equal((502, 0), ((await flow.SendAsync()).Status, flow.Calls("b")));
    }

    [Fact]
    public async Task Send_TotalIsSpent_IsNotRepeated()
    {
        var policy = new RetryPolicy(5, new Dictionary<FailureKind, int> { [FailureKind.TimedOut] = 5 });
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Retries = policy, Limits = new TimeLimits(FirstByteSeconds: 60, TotalSeconds: 100) }]);
        flow.Hangs("a");

        var answer = await flow.SendInTimeAsync(step: 1);

        Assert.Equal((504, "a TimedOut, a TimedOut"), (answer.Status, flow.Attempts));
    }

    [Fact]
    public async Task Send_TimedOut_IsTriedElsewhere()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b") with { Limits = new TimeLimits(FirstByteSeconds: 20) }]);
        flow.Hangs("a");

        Assert.Equal("b/m", (await flow.SendInTimeAsync(step: 0.2)).By);
        Assert.Equal("a TimedOut, b Completed", flow.Attempts);
    }

    [Theory]
    [InlineData(5, 20, 40, 5)]
    [InlineData(null, 20, 40, 20)]
    [InlineData(null, null, 40, 40)]
    [InlineData(null, null, null, 60)]
    public async Task Send_TimeOuts_AreTheRequestsThenTheRoutesThenTheProviders(int? request, int? route, int? provider, int seconds)
    {
        await using var flow = await Flow.StartAsync(
            [Flow.Route("gpt", "a") with { Limits = new TimeLimits(FirstByteSeconds: route) }],
            provider: (name, baseUrl) => Catalog.Snapshots.OfType("openai-compatible", name, new { baseUrl, models = new[] { new { name = "m" } }, timeouts = provider is null ? new object() : new { firstByteSeconds = provider } }));
        flow.Hangs("a");
        await flow.InTimeAsync(flow.SendAsync(Flow.Request(limits: new TimeLimits(FirstByteSeconds: request))), 0.25);

        Assert.InRange(Assert.Single(flow.Sink.Attempts).Duration.TotalSeconds, seconds, seconds + 14);
    }

    [Fact]
    public async Task Send_WaitsForItsOnlyPlace_AsLongAsRetryAfterSays()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a")], new RoutingOptions());
        var started = flow.Time.GetUtcNow();
        flow["a"].Answer = async context =>
        {
            context.Response.StatusCode = flow.Calls("a") == 1 ? 429 : 200;
            context.Response.ContentType = "application/json";
            context.Response.Headers.RetryAfter = "3";
            await context.Response.WriteAsync(ScriptedUpstream.Completion("a"));
        };

        Assert.Equal(200, (await flow.SendInTimeAsync()).Status);
        Assert.True(flow.Time.GetUtcNow() - started >= TimeSpan.FromSeconds(3));
        Assert.Equal("a RateLimited, a Completed", flow.Attempts);
    }

    internal static long Clock(Flow flow) => flow.Time.Milliseconds();

    private static void Fail(Flow flow, string provider, int status)
    {
        if (status == 0)
        {
            flow.Breaks(provider);
        }
        else
        {
            flow.Fails(provider, status);
        }
    }
}
