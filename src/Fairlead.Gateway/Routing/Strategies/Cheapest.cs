namespace Fairlead.Gateway.Routing.Strategies;

/// <summary>The one whose tokens cost least; one without a price comes last.</summary>
internal sealed class Cheapest : IRoutingStrategy
{
    public static readonly Cheapest Instance = new();

    public string Name => "cheapest";

    public string ScoreMeaning => "USD for a million tokens of input and a million of output: lower is better";

    public int Choose(in Candidates candidates) => candidates.Lowest(default(PriceScore));

    public double Chance(in Candidates candidates, int index) => candidates.ChanceOfLowest(default(PriceScore), index);

    public double Score(RouteDeployment deployment, long now) => default(PriceScore).Of(deployment, now) / 1_000_000;

    private readonly struct PriceScore : IDeploymentScore
    {
        public double Of(RouteDeployment deployment, long now) => deployment.Price ?? double.MaxValue;
    }
}
