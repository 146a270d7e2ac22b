using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Metering;

namespace Fairlead.Gateway.Routing;

/// <summary>What is going on at a deployment: live, and kept from one snapshot to the next for as long as the deployment stays the same. Thread-safe.</summary>
public sealed class DeploymentState
{
    private int inFlight;

    /// <summary>Whether it is kept from being asked.</summary>
    public Breaker Breaker { get; } = new();

    /// <summary>How fast its answers begin.</summary>
    public PeakLatency Latency { get; } = new();

    /// <summary>For which answers its upstream says their usage.</summary>
    public UsageReports UsageReports { get; } = new();

    /// <summary>The attempts under way.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>An attempt begins.</summary>
    internal void Enter() => Interlocked.Increment(ref inFlight);

    /// <summary>An attempt begins, unless so many are under way.</summary>
    internal bool TryEnter(int most)
    {
        if (Interlocked.Increment(ref inFlight) <= most)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>An attempt has ended.</summary>
    internal void Leave() => Interlocked.Decrement(ref inFlight);

    /// <summary>Whether a failure is the deployment's own, and not that of the client or of what it asked.</summary>
    internal static bool Blames(FailureKind kind) => kind is not (FailureKind.BadRequest or FailureKind.Refused);
}
