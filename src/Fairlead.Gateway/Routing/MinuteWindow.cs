namespace Fairlead.Gateway.Routing;

/// <summary>
/// Counts what happened within the last minute: this minute's count, and of the one before as much as still lies within 60 s, as if it had
/// come evenly. Thread-safe.
/// </summary>
public sealed class MinuteWindow
{
    private const long Minute = 60_000;

    private readonly Lock gate = new();
    private long turn;
    private long current;
    private long previous;

    /// <summary>The count at a time, in milliseconds on the monotonic clock.</summary>
    public long CountAt(long now)
    {
        lock (gate)
        {
            return Count(now);
        }
    }

    /// <summary>Counts more if it keeps within a limit.</summary>
    public bool TryAdd(long count, long limit, long now)
    {
        lock (gate)
        {
            if (Count(now) + count > limit)
            {
                return false;
            }

            current += count;
            return true;
        }
    }

    /// <summary>Counts more, or takes back.</summary>
    public void Add(long count, long now)
    {
        lock (gate)
        {
            Count(now);
            current = Math.Max(0, current + count);
        }
    }

    private long Count(long now)
    {
        // Who read the clock before another and comes after it does not turn it back.
        var at = Math.Max(now / Minute, turn);
        if (at != turn)
        {
            previous = at == turn + 1 ? current : 0;
            current = 0;
            turn = at;
        }

        return current + (long)(previous * (1 - (Math.Max(0, now - (at * Minute)) / (double)Minute)));
    }
}
