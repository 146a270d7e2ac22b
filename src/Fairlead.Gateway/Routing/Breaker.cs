using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Routing;

/// <summary>
/// Keeps requests from a deployment that fails. It opens after failures of one class in a row, or when half of what went by in the last
/// 30 s failed, or at once when the upstream itself says for how long it wants to be left alone. When its cool-down is over, one real
/// request is let through: its answer closes the breaker, its failure begins another cool-down. Thread-safe.
/// </summary>
public sealed class Breaker
{
    private readonly Lock gate = new();
    private readonly FailureRate rate = new();
    private long openUntil; // Milliseconds; 0 while closed.
    private int inARow;
    private FailureKind lastKind;
    private bool isProbing;

    /// <summary>Whether requests may pass.</summary>
    /// <param name="now">Milliseconds on the monotonic clock.</param>
    public BreakerState StateAt(long now)
    {
        var until = Volatile.Read(ref openUntil);
        return until == 0 ? BreakerState.Closed
            : until > now || Volatile.Read(ref isProbing) ? BreakerState.Open
            : BreakerState.HalfOpen;
    }

    /// <summary>Why it opened last; null while it is closed.</summary>
    public FailureKind? OpenedBy => Volatile.Read(ref openUntil) == 0 ? null : lastKind;

    /// <summary>How long it stays open; zero when it is not, and when a probe may pass.</summary>
    public TimeSpan RemainingAt(long now) => TimeSpan.FromMilliseconds(Math.Max(0, Volatile.Read(ref openUntil) - now));

    /// <summary>Asks to pass.</summary>
    /// <param name="now">Milliseconds on the monotonic clock.</param>
    /// <param name="isProbe">The caller is the one whose outcome decides.</param>
    /// <returns>Whether it may. Whoever passed says later how it went, once.</returns>
    public bool TryPass(long now, out bool isProbe)
    {
        isProbe = false;
        if (Volatile.Read(ref openUntil) == 0)
        {
            return true;
        }

        lock (gate)
        {
            isProbe = openUntil != 0 && openUntil <= now && !isProbing;
            isProbing |= isProbe;
            return openUntil == 0 || isProbe;
        }
    }

    /// <summary>An answer began.</summary>
    public void Succeed(long now, bool isProbe)
    {
        if (Volatile.Read(ref inARow) == 0 && !isProbe)
        {
            rate.Add(now, failed: false);
            return;
        }

        lock (gate)
        {
            inARow = 0;
            if (isProbe)
            {
                isProbing = false;
                openUntil = 0;
                rate.Clear();
            }
        }

        rate.Add(now, failed: false);
    }

    /// <summary>The deployment failed.</summary>
    /// <param name="kind">The class of the failure.</param>
    /// <param name="retryAfter">When the upstream wants to be asked again; null when it did not say, and none when that is now.</param>
    /// <param name="settings">When to open, and for how long.</param>
    /// <param name="now">Milliseconds on the monotonic clock.</param>
    /// <param name="isProbe">It was the probe.</param>
    public void Fail(FailureKind kind, TimeSpan? retryAfter, BreakerSettings settings, long now, bool isProbe)
    {
        rate.Add(now, failed: true);
        var isAsked = retryAfter > TimeSpan.Zero;
        lock (gate)
        {
            isProbing &= !isProbe;
            if (openUntil != 0 && !isProbe && !isAsked)
            {
                return; // What was under way when it opened says nothing new.
            }

            inARow = kind == lastKind ? inARow + 1 : 1;
            lastKind = kind;
            if (isProbe || isAsked || inARow >= settings.Failures || rate.IsHighAt(now))
            {
                openUntil = Math.Max(openUntil, now + (long)settings.CooldownOf(kind, isAsked ? retryAfter : null).TotalMilliseconds);
            }
        }
    }

    /// <summary>Whoever passed left without a verdict: the client went, or was itself at fault.</summary>
    public void Abstain(bool isProbe)
    {
        if (isProbe)
        {
            lock (gate)
            {
                isProbing = false;
            }
        }
    }
}
