using System.Collections.Concurrent;
using System.Net;

namespace Fairlead.Server.Platform.Identity;

/// <summary>Slows guessing: after ten failures within a minute, a client id from an address has to wait, before anything is hashed.</summary>
internal sealed class GuessLimit(TimeProvider time)
{
    private const int MaxFailures = 10;
    private const int MaxEntries = 100_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Client, IPAddress Address), Failures> failures = new();

    /// <summary>How many seconds to wait; null when an attempt may be made now.</summary>
    public long? SecondsToWait(string client, IPAddress address)
    {
        if (!failures.TryGetValue((client, address), out var seen))
        {
            return null;
        }

        var left = seen.Since + Window - time.GetUtcNow();
        return left > TimeSpan.Zero && seen.Count >= MaxFailures ? (long)Math.Ceiling(left.TotalSeconds) : null;
    }

    /// <summary>Counts a failure.</summary>
    public void Fail(string client, IPAddress address)
    {
        if (failures.Count >= MaxEntries)
        {
            Forget();
        }

        var now = time.GetUtcNow();
        failures.AddOrUpdate(
            (client, address),
            static (_, now) => new Failures(now, 1),
            static (_, seen, now) => now - seen.Since >= Window ? new Failures(now, 1) : seen with { Count = seen.Count + 1 },
            now);
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (key, seen) in failures)
        {
            if (now - seen.Since >= Window)
            {
                failures.TryRemove(key, out _);
            }
        }
    }

    private sealed record Failures(DateTimeOffset Since, int Count);
}
