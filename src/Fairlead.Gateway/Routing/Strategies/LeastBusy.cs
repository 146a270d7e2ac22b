using System.Numerics;

namespace Fairlead.Gateway.Routing.Strategies;

/// <summary>Of two drawn at random, the one with fewer attempts under way for its weight: close to the least busy of all, without a stampede to it.</summary>
internal sealed class LeastBusy : IRoutingStrategy
{
    public static readonly LeastBusy Instance = new();

    public string Name => "leastBusy";

    public string ScoreMeaning => "attempts under way, divided by the weight: fewer is better";

    public int Choose(in Candidates candidates)
    {
        var count = candidates.Count;
        if (count == 1)
        {
            return candidates.First;
        }

        var one = candidates.Route.State.Dice.Next(count);
        var other = candidates.Route.State.Dice.Next(count - 1);
        var (a, b) = (candidates.At(one), candidates.At(other >= one ? other + 1 : other));
        return Score(candidates.Route.Deployments[b], candidates.Now) < Score(candidates.Route.Deployments[a], candidates.Now) ? b : a;
    }

    public double Chance(in Candidates candidates, int index)
    {
        var mine = Score(candidates.Route.Deployments[index], candidates.Now);
        var won = 0d;
        for (var left = candidates.Set & ~(1UL << index); left != 0; left &= left - 1)
        {
            var other = Score(candidates.Route.Deployments[BitOperations.TrailingZeroCount(left)], candidates.Now);
            won += other > mine ? 1 : other == mine ? 0.5 : 0;
        }

        // Each pair is drawn as often as any other.
        var others = candidates.Count - 1;
        return others == 0 ? 1 : won * 2 / (others * (others + 1));
    }

    public double Score(RouteDeployment deployment, long now) => deployment.State.InFlight / deployment.Definition.Weight;
}
