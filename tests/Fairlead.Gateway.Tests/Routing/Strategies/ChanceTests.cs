using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Routing.Strategies;
using Fairlead.Gateway.Tests.Catalog;

namespace Fairlead.Gateway.Tests.Routing.Strategies;

public sealed class ChanceTests
{
    private const int Draws = 20_000;

    public static TheoryData<string> Names => [.. RoutingStrategies.All.Select(static strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Chance_OfADeployment_IsHowOftenItIsChosen(string strategy)
    {
        var route = RouteOf(strategy);
        var candidates = new Candidates(route, route.All, 0);
        var foretold = Enumerable.Range(0, 4).Select(index => route.Strategy.Chance(candidates, index)).ToArray();
        var chosen = new int[4];
        for (var draw = 0; draw < Draws; draw++)
        {
            // A rotation is foretold one turn at a time.
            chosen[strategy == "roundRobin" ? Array.IndexOf(foretold, 1d) : route.Strategy.Choose(candidates)]++;
        }

        Assert.Equal(1, foretold.Sum(), 9);
        Assert.All(foretold.Zip(chosen), static pair => Assert.Equal(pair.First, pair.Second / (double)Draws, 0.02));
    }

    [Fact]
    public void Chance_OfARotation_ForetellsEachTurnAndTakesNone()
    {
        var route = RouteOf("roundRobin");
        var candidates = new Candidates(route, route.All, 0);
        for (var turn = 0; turn < 6; turn++)
        {
            var foretold = Enumerable.Range(0, 4).Single(index => route.Strategy.Chance(candidates, index) == 1);

            Assert.Equal(foretold, route.Strategy.Choose(candidates));
            Assert.Equal(turn % 4, foretold);
        }
    }

    // Two equally cheap, one busy, one far heavier.
    private static Route RouteOf(string strategy)
    {
        var definition = new RouteDefinition("r", [
            new DeploymentDefinition("p", "a") { Pricing = new ModelPricing(1, 1, 1) },
            new DeploymentDefinition("p", "b") { Pricing = new ModelPricing(1, 1, 1), Weight = 2 },
            new DeploymentDefinition("p", "c") { Pricing = new ModelPricing(9, 9, 9), Weight = 4 },
            new DeploymentDefinition("p", "d"),
        ]) { Strategy = strategy };
        var route = new CatalogSnapshot([Snapshots.Named("p", "a", "b", "c", "d")], null, null, [definition]).Find("r")!;
        route.Deployments[0].State.Enter();
        route.Deployments[1].State.Enter();
        return route;
    }
}
