namespace Fairlead.Gateway.Routing;

/// <summary>What counts against the limits of a declared deployment. The names that a pattern matches share those of the pattern: a limit is no larger for being asked by many names. Thread-safe.</summary>
internal sealed class LimitCounts
{
    private int inFlight;

    /// <summary>Requests within the last minute.</summary>
    public MinuteWindow Requests { get; } = new();

    /// <summary>Tokens within the last minute.</summary>
    public MinuteWindow Tokens { get; } = new();

    /// <summary>The attempts under way, whatever the name.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>An attempt begins.</summary>
    public void Enter() => Interlocked.Increment(ref inFlight);

    /// <summary>An attempt begins, unless so many are under way.</summary>
    public bool TryEnter(int most)
    {
        if (Interlocked.Increment(ref inFlight) <= most)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>An attempt has ended.</summary>
    public void Leave() => Interlocked.Decrement(ref inFlight);
}
