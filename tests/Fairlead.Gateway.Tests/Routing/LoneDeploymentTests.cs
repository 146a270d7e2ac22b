using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Tests.Routing;

/// <summary>A breaker keeps requests from one deployment for the sake of another: where there is none, it has no use.</summary>
public sealed class LoneDeploymentTests
{
    private static readonly RetryPolicy Never = new(0, new Dictionary<FailureKind, int>());

    [Theory]
    [InlineData(500, null, 502)]
    [InlineData(429, "20", 429)]
    [InlineData(401, null, 502)]
    public async Task Send_NobodyElseToAsk_IsAskedEachTime(int status, string? retryAfter, int told)
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a") with { Retries = Never }]);
        flow.Fails("a", status, retryAfter);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(told, (await flow.SendAsync()).Status);
        }

        Assert.Equal(5, flow.Calls("a"));
    }

    [Fact]
    public async Task Send_OtherIsSwitchedOff_IsAskedEachTime()
    {
        await using var flow = await Flow.StartAsync([new RouteDefinition("gpt", [new("a", "m"), new("b", "m") { Enabled = false }]) { Retries = Never }]);
        flow.Fails("a", 429, "20");

        Assert.Equal((429, 429), ((await flow.SendAsync()).Status, (await flow.SendAsync()).Status));
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
