namespace Fairlead.Gateway.Routing.Strategies;

/// <summary>One after the other.</summary>
internal sealed class RoundRobin : IRoutingStrategy
{
    public static readonly RoundRobin Instance = new();

    public string Name => "roundRobin";

    public string ScoreMeaning => "none: each has its turn";

    public int Choose(in Candidates candidates) => candidates.At((int)(candidates.Route.State.NextTurn() % (uint)candidates.Count));

    public double Chance(in Candidates candidates, int index) => candidates.At((int)(candidates.Route.State.PeekTurn() % (uint)candidates.Count)) == index ? 1 : 0;

    public double Score(RouteDeployment deployment, long now) => 0;
}
