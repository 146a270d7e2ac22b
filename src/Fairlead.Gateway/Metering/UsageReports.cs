using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Metering;

/// <summary>
/// Which kinds of answer a deployment has last given with their usage. A kind is an operation, streamed or whole, with usage asked for or not; one that has
/// not been seen counts as one without. Thread-safe.
/// </summary>
public sealed class UsageReports
{
    private ulong kinds;

    /// <summary>Whether an attempt's answer can be expected to say its usage.</summary>
    internal bool Expects(Attempt attempt) => (Volatile.Read(ref kinds) & KindOf(attempt)) != 0;

    /// <summary>A whole answer said its usage, or did not.</summary>
    internal void Learn(Attempt attempt, bool isSaid)
    {
        var kind = KindOf(attempt);
        if (isSaid == Expects(attempt))
        {
            return; // Nothing is written where all requests read.
        }

        _ = isSaid ? Interlocked.Or(ref kinds, kind) : Interlocked.And(ref kinds, ~kind);
    }

    private static ulong KindOf(Attempt attempt)
    {
        var request = attempt.Request;
        return 1UL << (((int)request.Operation * 4) + (attempt.IsStreamUpstream ? 2 : 0) + (request.Outline.IsUsageIncluded ? 1 : 0));
    }
}
