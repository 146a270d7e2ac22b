using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class SelectionTests
{
    private const long Start = 1_000_000;

    [Fact]
    public void Choose_Tiers_TakesTheLowestThatIsAvailable()
    {
        var route = Routes.Of("order", new("a", "m") { Order = 2 }, new("b", "m") { Order = 1, MaxParallelRequests = 1 }, new("c", "m") { Order = 3 });
        var exclusions = default(Exclusions);

        Assert.Equal(1, Selection.Choose(route, route.All, Start, 0, -1, ref exclusions).Index);
        Assert.Equal((0b101UL, 0UL), (exclusions[Exclusion.LaterTier], exclusions[Exclusion.AtLimit]));
        exclusions = default;
        Assert.Equal(0, Selection.Choose(route, route.All, Start, 0, -1, ref exclusions).Index);
        Assert.Equal((0b100UL, 0b010UL), (exclusions[Exclusion.LaterTier], exclusions[Exclusion.AtLimit]));
    }

    [Fact]
    public void Choose_OfNone_IsNone()
    {
        var route = Routes.Three();
        var exclusions = default(Exclusions);

        Assert.Equal(Choice.None, Selection.Choose(route, 0, Start, 0, -1, ref exclusions));
    }

    [Fact]
    public void Choose_BreakerOpen_GoesElsewhereAndSaysWhy()
    {
        var route = Routes.Three();
        Open(route, 0, 5);
        var exclusions = default(Exclusions);

        Assert.Equal(1, Selection.Choose(route, route.All, Start, 0, -1, ref exclusions).Index);
        Assert.Equal(Exclusion.CoolingDown, exclusions.Of(0));
    }

    [Fact]
    public void Choose_CooldownOver_ProbesWithOneRequestAndGoesElsewhereWithTheOthers()
    {
        var route = Routes.Three("roundRobin");
        Open(route, 1, 5);

        Assert.Equal(new Choice(1, ChoiceReason.Probe) { IsProbe = true }, route.Choose(Start + 5_000));
        Assert.All(Enumerable.Range(0, 10), _ => Assert.NotEqual(1, route.Choose(Start + 5_000).Index));
        route.Deployments[1].State.Breaker.Succeed(Start + 5_001, isProbe: true);
        Assert.Contains(1, Enumerable.Range(0, 3).Select(_ => route.Choose(Start + 5_002).Index));
    }

    [Fact]
    public void Choose_ProbeWithoutRoom_LeavesTheProbeToAnother()
    {
        var route = Routes.Of("order", new("a", "m") { MaxParallelRequests = 1 }, new("b", "m"));
        Open(route, 0, 5);
        route.Deployments[0].State.Enter();

        Assert.Equal(1, route.Choose(Start + 5_000).Index);
        route.Deployments[0].State.Leave();
        Assert.True(route.Choose(Start + 5_000) is { Index: 0, IsProbe: true });
    }

    [Fact]
    public void Choose_RouteWithoutABreaker_DisregardsIt()
    {
        var plain = Routes.Three().Deployments[0].Deployment.Route;
        plain.Deployments[0].State.Breaker.Fail(FailureKind.RateLimited, TimeSpan.FromSeconds(5), new BreakerSettings(3, 5), Start, isProbe: false);

        Assert.Equal(0, plain.Choose(Start).Index);
    }

    [Fact]
    public void Choose_WarmOne_IsTakenUntilItIsCrowded()
    {
        var route = Routes.Three();

        Assert.Equal(new Choice(2, ChoiceReason.Affinity), route.Choose(Start, warm: 2));
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(2, route.Choose(Start, warm: 2).Index);
        }

        Assert.Equal(2, route.Choose(Start, warm: 2).Index);
        Assert.Equal(new Choice(0, ChoiceReason.Strategy), route.Choose(Start, warm: 2));
    }

    [Fact]
    public void Choose_WarmOneThatRestsOrIsOfALaterTier_IsNotTaken()
    {
        var route = Routes.Of("order", new("a", "m"), new("b", "m"), new("c", "m") { Order = 2 });
        Open(route, 1, 5);

        Assert.Equal((0, 0), (route.Choose(Start, warm: 1).Index, route.Choose(Start, warm: 2).Index));
    }

    [Fact]
    public void UntilNext_IsTheSoonestOfThoseThatRest()
    {
        var route = Routes.Three();
        Assert.Null(Selection.UntilNext(route, route.All, Start));
        Open(route, 0, 9);
        Open(route, 1, 4);

        Assert.Equal(TimeSpan.FromSeconds(4), Selection.UntilNext(route, route.All, Start));
        Assert.Equal(TimeSpan.FromSeconds(9), Selection.UntilNext(route, 0b101, Start));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(4)), (Selection.UntilFirst(route, route.All, Start), Selection.UntilFirst(route, 0b011, Start)));
    }

    [Fact]
    public void GiveBack_AnAttemptThatIsNotMade_LeavesNoTrace()
    {
        var route = Routes.Of("order", new DeploymentDefinition("a", "m") { Rpm = 1, Tpm = 100, MaxParallelRequests = 1 });
        _ = route.Choose(Start, 60);
        Assert.Equal(-1, route.Choose(Start, 60).Index);
        route.Deployments[0].GiveBack(Start, 60);

        Assert.Equal((0, 0L, 0L), (route.Deployments[0].State.InFlight, route.Deployments[0].Requests.CountAt(Start), route.Deployments[0].Tokens.CountAt(Start)));
    }

    [Fact]
    public void Choose_InputLargerThanAMinutesTokens_IsTakenWhenNothingElseIsGoingOn()
    {
        var route = Routes.Of("order", new DeploymentDefinition("a", "m") { Tpm = 100 });

        Assert.Equal((0, -1), (route.Choose(Start, 1_000).Index, route.Choose(Start, 1).Index));
    }

    private static void Open(Route route, int index, int seconds) =>
        route.Deployments[index].State.Breaker.Fail(FailureKind.RateLimited, TimeSpan.FromSeconds(seconds), route.Breaker!, Start, isProbe: false);
}
