using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Tests.Routing;

/// <summary>A model's only deployment rests like any other, unless its route has no breaker.</summary>
public sealed class LoneDeploymentTests
{
    private static readonly RetryPolicy Never = new(0, new Dictionary<FailureKind, int>());

    [Fact]
    public async Task Send_AskedToWait_GetsNothingMeanwhile()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Retries = Never }]);
        flow.Fails("a", 429, "20");

        Assert.Equal((429, 503), ((await flow.SendAsync()).Status, (await flow.SendAsync()).Status));
        Assert.Equal(1, flow.Calls("a"));
    }

    [Theory]
    [InlineData(500, null, 502)]
    [InlineData(429, "20", 429)]
    [InlineData(401, null, 502)]
    public async Task Send_WithoutABreaker_IsAskedEachTime(int status, string? retryAfter, int told)
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Retries = Never, Breaker = new BreakerSettings(null, null) { IsOff = true } }]);
        flow.Fails("a", status, retryAfter);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(told, (await flow.SendAsync()).Status);
        }

        Assert.Equal(5, flow.Calls("a"));
    }

    [Fact]
    public async Task Send_WithFallbacks_RestsWhileTheyServe()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Retries = Never, Fallbacks = ["other"] }, Flow.Route("other", "b")]);
        flow.Fails("a", 429, "20");

        Assert.Equal(("b/m", "b/m"), ((await flow.SendAsync()).By, (await flow.SendAsync()).By));
        Assert.Equal(1, flow.Calls("a"));
    }

    [Fact]
    public async Task Send_BreakerIsOff_NobodyRests()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b") with { Breaker = new BreakerSettings(null, null) { IsOff = true } }]);
        flow.Fails("a", 429, "20");

        Assert.Equal(("b/m", "b/m"), ((await flow.SendAsync()).By, (await flow.SendAsync()).By));
        Assert.Equal(2, flow.Calls("a"));
    }
}
