namespace Fairlead.Gateway.Routing.Strategies;

/// <summary>The first that can: in the order of their tiers, and within a tier in which they were declared.</summary>
internal sealed class Order : IRoutingStrategy
{
    public static readonly Order Instance = new();

    public string Name => "order";

    public string ScoreMeaning => "tier: lower is better, and within it the one declared first";

    public int Choose(in Candidates candidates) => candidates.First;

    public double Chance(in Candidates candidates, int index) => candidates.First == index ? 1 : 0;

    public double Score(RouteDeployment deployment, long now) => deployment.Definition.Order;
}
