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

    public double Score(RouteDeployment deployment, long now) => deployment.State.InFlight / deployment.Definition.Weight;
}
