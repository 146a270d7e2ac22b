using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class SelectionConcurrencyTests
{
    private const int Threads = 16;
    private const long Start = 1_000_000;

    [Fact]
    public void Choose_HalfOpenByManyAtOnce_IsOneProbe()
    {
        var route = Routes.Bind(new RouteDefinition("gpt", [new("a", "m")]) { Breaker = new BreakerSettings(null, null) });
        var breaker = route.Deployments[0].State.Breaker;
        breaker.Fail(FailureKind.RateLimited, TimeSpan.FromSeconds(5), route.Breaker!, Start, isProbe: false);
        for (var now = Start + 5_000; now < Start + 5_050; now++)
        {
            var probes = 0;
            AtOnce(() => _ = route.Choose(now).IsProbe ? Interlocked.Increment(ref probes) : 0);

            Assert.Equal((1, 1), (probes, route.Deployments[0].State.InFlight));
            breaker.Abstain(isProbe: true);
            route.Deployments[0].Leave(now, 0, 0);
        }
    }

    [Theory]
    [InlineData(100, null, 100)]
    [InlineData(null, 1_000, 33)]
    [InlineData(20, 1_000, 20)]
    [InlineData(100, 1_000, 33)]
    public void Choose_ByManyAtOnce_KeepsToTheMinutesLimits(int? rpm, int? tpm, int most)
    {
        var route = Routes.Of("order", new DeploymentDefinition("a", "m") { Rpm = rpm, Tpm = tpm });
        var taken = 0;
        AtOnce(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                _ = route.Choose(Start, 30).Index == 0 ? Interlocked.Increment(ref taken) : 0;
            }
        });

        Assert.Equal((most, most), (taken, route.Deployments[0].State.InFlight));
        Assert.Equal(rpm is null ? 0 : most, route.Deployments[0].Requests.CountAt(Start));
    }

    [Fact]
    public void Choose_ByManyAtOnce_NeverHasMoreUnderWayThanItMay()
    {
        var route = Routes.Of("leastBusy", new("a", "m") { MaxParallelRequests = 2 }, new("b", "m") { MaxParallelRequests = 3 });
        var (inside, exceeded, refused) = (new int[2], 0, 0);
        AtOnce(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                if (route.Choose(Start).Index is >= 0 and var index)
                {
                    exceeded |= Interlocked.Increment(ref inside[index]) > index + 2 ? 1 : 0;
                    Thread.Yield();
                    Interlocked.Decrement(ref inside[index]);
                    route.Deployments[index].Leave(Start, 0, 0);
                }
                else
                {
                    Interlocked.Increment(ref refused);
                }
            }
        });

        Assert.Equal((0, 0, 0), (exceeded, route.Deployments[0].State.InFlight, route.Deployments[1].State.InFlight));
        Assert.NotEqual(Threads * 500, refused);
    }

    [Fact]
    public void Choose_RoundRobinByManyAtOnce_IsEven()
    {
        var route = Routes.Three("roundRobin");
        var counts = new int[3];
        AtOnce(() =>
        {
            for (var i = 0; i < 300; i++)
            {
                Interlocked.Increment(ref counts[route.Choose(Start).Index]);
            }
        });

        Assert.Equal([1600, 1600, 1600], counts);
    }

    private static void AtOnce(Action act)
    {
        using var barrier = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            barrier.SignalAndWait();
            act();
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
    }
}
