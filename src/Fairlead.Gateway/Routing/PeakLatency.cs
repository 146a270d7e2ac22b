namespace Fairlead.Gateway.Routing;

/// <summary>
/// The time to first byte as a moving average that follows a rise at once and a fall slowly, so that a deployment that turns slow is avoided
/// with its first slow answer, and asked again when what is known of it is old. Thread-safe.
/// Source of the idea: peak EWMA, https://twitter.github.io/finagle/guide/Clients.html#power-of-two-choices-p2c-least-loaded
/// </summary>
public sealed class PeakLatency
{
    private const double DecayMilliseconds = 10_000;
    private const double Most = 10_000;

    private readonly Lock gate = new();
    private double average;
    private long measuredAt;

    /// <summary>Takes a measurement.</summary>
    /// <param name="milliseconds">The time to first byte.</param>
    /// <param name="now">Milliseconds on the monotonic clock.</param>
    public void Add(double milliseconds, long now)
    {
        lock (gate)
        {
            var known = Decayed(now);
            var weight = Math.Exp(-Math.Max(0, now - measuredAt) / DecayMilliseconds);
            average = milliseconds >= known ? milliseconds : (average * weight) + (milliseconds * (1 - weight));
            measuredAt = now;
        }
    }

    /// <summary>
    /// An answer was given up before it began: how long it would have taken is not known, only that it is more. What was known before still holds, and counts
    /// double, so that a deployment that is always given up is asked less and less.
    /// </summary>
    /// <param name="milliseconds">How long it had been waited for.</param>
    /// <param name="now">Milliseconds on the monotonic clock.</param>
    public void GiveUp(double milliseconds, long now)
    {
        lock (gate)
        {
            average = Math.Max(milliseconds, Math.Min(Most, 2 * Math.Max(milliseconds, average)));
            measuredAt = now;
        }
    }

    /// <summary>What is known, in milliseconds: less and less the older it is; 0 when nothing is.</summary>
    public double At(long now)
    {
        lock (gate)
        {
            return Decayed(now);
        }
    }

    private double Decayed(long now) => average * Math.Exp(-Math.Max(0, now - measuredAt) / DecayMilliseconds);
}
