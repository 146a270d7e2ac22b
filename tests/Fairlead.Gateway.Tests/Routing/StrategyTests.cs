using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Routing.Strategies;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class StrategyTests
{
    private const long Start = 1_000_000;

    [Fact]
    public void WeightedShuffle_ManyChoices_AreInProportionToTheWeights()
    {
        double[] weights = [1, 2, 5, 0.5];
        const int Times = 20_000;
        var route = Routes.Of("weightedShuffle", [.. weights.Select(static (weight, index) => new DeploymentDefinition($"p{index}", "m") { Weight = weight })]);

        var counts = route.Count(Times);

        var chiSquare = counts.Select((count, index) => (Count: count, Expected: Times * weights[index] / weights.Sum())).Sum(static one => Math.Pow(one.Count - one.Expected, 2) / one.Expected);
        Assert.InRange(chiSquare, 0, 16.27); // Three degrees of freedom, p = 0.001.
    }

    [Fact]
    public void WeightedShuffle_OfSome_ChoosesAmongThemAlone()
    {
        var route = Routes.Three("weightedShuffle");
        var chosen = Enumerable.Range(0, 200).Select(_ => route.Strategy.Choose(new Candidates(route, 0b101, Start))).ToHashSet();

        Assert.Equal([0, 2], chosen.Order());
    }

    [Fact]
    public void RoundRobin_EachInItsTurn() => Assert.Equal([10, 10, 10], Routes.Three("roundRobin").Count(30));

    [Fact]
    public void RoundRobin_OverTheEndOfItsCounter_GoesOn()
    {
        var route = Routes.Three("roundRobin");
        var chosen = Enumerable.Range(0, 6).Select(_ => route.Strategy.Choose(new Candidates(route, 0b111, Start))).ToArray();

        Assert.Equal([0, 1, 2, 0, 1, 2], chosen);
    }

    [Fact]
    public void LeastBusy_OfTwo_IsTheLessBusyOneForItsWeight()
    {
        var route = Routes.Of("leastBusy", new("a", "m") { Weight = 4 }, new("b", "m"));
        Enter(route, 0, 3);
        Enter(route, 1, 1);

        Assert.Equal([50, 0], route.Count(50));
        Enter(route, 0, 2);
        Assert.Equal([0, 50], route.Count(50));
    }

    [Fact]
    public void LeastBusy_TheBusiestOfThree_IsNeverChosen()
    {
        var route = Routes.Three("leastBusy");
        Enter(route, 1, 10);
        var counts = route.Count(300);

        Assert.Equal(0, counts[1]);
        Assert.True(counts is [> 50, _, > 50]);
    }

    [Fact]
    public void LowestLatency_UnknownOnes_AreTriedBeforeKnownOnes()
    {
        var route = Routes.Three("lowestLatency");
        route.Deployments[0].State.Latency.Add(10, Start);
        var counts = route.Count(100, Start);

        Assert.Equal(0, counts[0]);
        Assert.True(counts is [_, > 20, > 20]);
    }

    [Fact]
    public void LowestLatency_OneWhoseFirstAnswerIsAwaited_IsNoBetterThanAKnownSlowOne()
    {
        var route = Routes.Of("lowestLatency", new("a", "m"), new("b", "m"));
        route.Deployments[0].State.Latency.Add(30_000, Start);
        Enter(route, 1, 1);

        Assert.Equal([10, 0], route.Count(10, Start));
    }

    [Fact]
    public void LowestLatency_TheFastest_IsChosenUntilItIsBusy()
    {
        var route = Routes.Of("lowestLatency", new("a", "m"), new("b", "m"));
        route.Deployments[0].State.Latency.Add(100, Start);
        route.Deployments[1].State.Latency.Add(350, Start);

        Assert.Equal([10, 0], route.Count(10, Start));
        Enter(route, 0, 3);
        Assert.Equal([0, 10], route.Count(10, Start));
    }

    [Fact]
    public void LowestLatency_ASlowOne_IsAskedAgainWhenThatIsLongAgo()
    {
        var route = Routes.Of("lowestLatency", new("a", "m"), new("b", "m"));
        route.Deployments[0].State.Latency.Add(2_000, Start);
        route.Deployments[1].State.Latency.Add(50, Start + 60_000);

        Assert.Equal([1, 0], route.Count(1, Start + 60_000));
    }

    [Fact]
    public void Cheapest_ThosePricedLeast_ShareAndOneWithoutAPriceComesLast()
    {
        var route = Routes.Of("cheapest", new("a", "m"), Priced("b", 2, 8), Priced("c", 5, 5), Priced("d", 1, 20));
        var counts = route.Count(200);

        Assert.Equal((0, 0), (counts[0], counts[3]));
        Assert.True(counts is [_, > 50, > 50, _]);
        Assert.Equal(10, route.Strategy.Score(route.Deployments[1], Start));
    }

    [Fact]
    public void Cheapest_NoneWithAPrice_IsAnyOfThem() => Assert.All(Routes.Three("cheapest").Count(300), static count => Assert.True(count > 50));

    [Fact]
    public void Order_IsTheFirstThatCan()
    {
        var route = Routes.Of("order", new("a", "m") { Order = 2 }, new("b", "m"), new("c", "m"));

        Assert.Equal([0, 10, 0], route.Count(10));
    }

    [Fact]
    public void Find_EveryStrategy_IsItself() =>
        Assert.All(RoutingStrategies.All, static strategy => Assert.Same(strategy, RoutingStrategies.Find(strategy.Name)));

    private static DeploymentDefinition Priced(string provider, long input, long output) =>
        new(provider, "m") { Pricing = new ModelPricing(input * 1_000_000, input * 1_000_000, output * 1_000_000) };

    private static void Enter(Route route, int index, int times)
    {
        for (var i = 0; i < times; i++)
        {
            route.Deployments[index].State.Enter();
        }
    }
}
