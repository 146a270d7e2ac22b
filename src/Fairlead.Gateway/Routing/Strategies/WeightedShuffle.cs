using System.Numerics;

namespace Fairlead.Gateway.Routing.Strategies;

/// <summary>At random, each as often as its weight says.</summary>
internal sealed class WeightedShuffle : IRoutingStrategy
{
    public static readonly WeightedShuffle Instance = new();

    public string Name => "weightedShuffle";

    public string ScoreMeaning => "weight: its share of the traffic in relation to the others";

    public int Choose(in Candidates candidates)
    {
        var deployments = candidates.Route.Deployments;
        var drawn = candidates.Route.State.Dice.Next() * Sum(candidates);
        var index = candidates.First;
        for (var left = candidates.Set; left != 0 && drawn >= 0; left &= left - 1)
        {
            index = BitOperations.TrailingZeroCount(left);
            drawn -= deployments[index].Definition.Weight;
        }

        return index;
    }

    public double Chance(in Candidates candidates, int index) =>
        candidates.Count == 1 ? 1 : candidates.Route.Deployments[index].Definition.Weight / Sum(candidates);

    public double Score(RouteDeployment deployment, long now) => deployment.Definition.Weight;

    private static double Sum(in Candidates candidates)
    {
        var sum = 0d;
        for (var left = candidates.Set; left != 0; left &= left - 1)
        {
            sum += candidates.Route.Deployments[BitOperations.TrailingZeroCount(left)].Definition.Weight;
        }

        return sum;
    }
}
