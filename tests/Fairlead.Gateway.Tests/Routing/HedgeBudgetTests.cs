using Fairlead.Gateway.Routing;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Routing;

/// <summary>A second attempt beside a slow first one is paid for as a retry is.</summary>
public sealed class HedgeBudgetTests
{
    [Fact]
    public async Task Send_BudgetSpent_HasNoSecond()
    {
        await using var flow = await Flow.StartAsync([Flow.Route("gpt", "a", "b") with { Hedge = new HedgePolicy(TimeSpan.FromSeconds(0.05)) }]);
        var gate = new TaskCompletionSource();
        flow["a"].Answer = async context =>
        {
            await gate.Task;
            await ScriptedUpstream.SaysCompletion("a")(context);
        };
        var sending = flow.SendAsync();
        await flow["a"].NextAsync(Rig.Patience);
        for (var i = 0; i < 10; i++)
        {
            Spend(flow);
            flow.Time.Advance(TimeSpan.FromSeconds(0.05));
            await Task.Yield();
        }

        gate.SetResult();

        Assert.Equal("a/m", (await sending).By);
        Assert.Equal((1, 0), (flow.Calls("a"), flow.Calls("b")));

        static void Spend(Flow flow)
        {
            while (flow.Find("gpt").State.Retries.TrySpend(RetryFlowTests.Clock(flow)))
            {
            }
        }
    }
}
