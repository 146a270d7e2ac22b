namespace Fairlead.Gateway.Routing.Strategies;

/// <summary>The one whose answers begin soonest, as far as is known, and the more is under way at it the less.</summary>
internal sealed class LowestLatency : IRoutingStrategy
{
    public static readonly LowestLatency Instance = new();

    // One whose first answer is still awaited is no better than one that is known to be slow.
    private const double Unknown = 60_000;

    public string Name => "lowestLatency";

    public string ScoreMeaning => "peak moving average of time to first byte in ms, times attempts under way: lower is better";

    public int Choose(in Candidates candidates) => candidates.Lowest(default(LatencyScore));

    public double Chance(in Candidates candidates, int index) => candidates.ChanceOfLowest(default(LatencyScore), index);

    public double Score(RouteDeployment deployment, long now) => default(LatencyScore).Of(deployment, now);

    private readonly struct LatencyScore : IDeploymentScore
    {
        public double Of(RouteDeployment deployment, long now)
        {
            var known = deployment.State.Latency.At(now);
            var inFlight = deployment.State.InFlight;
            return known < 0.001 && inFlight > 0 ? Unknown * inFlight : known * (inFlight + 1);
        }
    }
}
