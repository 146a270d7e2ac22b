using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Metering;

namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>One choice of a deployment for a request, and what became of the attempt there. Reused: read it under its trace's lock.</summary>
/// <param name="gate">The trace's lock.</param>
internal sealed class RouteStep(Lock gate)
{
    private Exclusions exclusions;
    private double[] scores = [];

    /// <summary>The route; null while unused.</summary>
    public Route? Route { get; private set; }

    /// <summary>The choice; none when there was nothing to choose.</summary>
    public Choice Choice { get; private set; }

    /// <summary>Why deployments were left out.</summary>
    public ref readonly Exclusions Exclusions => ref exclusions;

    /// <summary>What the strategy went by.</summary>
    public ReadOnlySpan<double> Scores => scores.AsSpan(0, Route?.Deployments.Length ?? 0);

    /// <summary>When the choice was made, after the request began.</summary>
    public TimeSpan At { get; private set; }

    /// <summary>It was begun beside another attempt.</summary>
    public bool IsHedge { get; private set; }

    /// <summary>The time to first byte; null when none came.</summary>
    public TimeSpan? FirstByte { get; private set; }

    /// <summary>How long the attempt took; null while it is under way.</summary>
    public TimeSpan? Duration { get; private set; }

    /// <summary>How it ended; null while it is under way.</summary>
    public RequestOutcome? Outcome { get; private set; }

    /// <summary>The class of its failure.</summary>
    public FailureKind? Failure { get; private set; }

    /// <summary>The upstream's status; 0 when it never answered.</summary>
    public int Status { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Set(Route route, Choice choice, in Exclusions left, long now, TimeSpan at, bool isHedge)
    {
        (Route, Choice, At, IsHedge) = (route, choice, at, isHedge);
        (FirstByte, Duration, Outcome, Failure, Status) = (null, null, null, null, 0);
        exclusions = left;
        if (scores.Length < route.Deployments.Length)
        {
            scores = new double[route.Deployments.Length];
        }

        for (var index = 0; index < route.Deployments.Length; index++)
        {
            scores[index] = route.Strategy.Score(route.Deployments[index], now);
        }
    }

    /// <summary>The answer began.</summary>
    public void Begin(TimeSpan timeToFirstByte)
    {
        lock (gate)
        {
            FirstByte = timeToFirstByte;
        }
    }

    /// <summary>The attempt was not made: the deployment could not be told what the request says.</summary>
    public void GiveUp()
    {
        lock (gate)
        {
            exclusions[Exclusion.Refused] |= 1UL << Choice.Index;
            Choice = Choice.None;
        }
    }

    /// <summary>The attempt is over.</summary>
    public void End(RequestOutcome outcome, FailureKind? failure, int status, TimeSpan duration)
    {
        lock (gate)
        {
            (Outcome, Failure, Status, Duration) = (outcome, failure, status, duration);
        }
    }
}
