using System.Collections.Concurrent;

namespace Fairlead.Gateway.Admission;

/// <summary>The tokens and keys that are known, by hash. Live state: a revocation holds for the next request.</summary>
public sealed class TokenDirectory(TimeProvider time)
{
    private const int SweepAt = 10_000;
    private readonly ConcurrentDictionary<TokenHash, KnownToken> tokens = new();
    private int addedSinceSweep;

    /// <summary>Who presents a token; null when it is unknown, has expired, or has been revoked.</summary>
    public Principal? Find(TokenHash hash)
    {
        if (!tokens.TryGetValue(hash, out var known))
        {
            return null;
        }

        if (!known.Grant.IsRevoked && known.ExpiresAt > time.GetUtcNow())
        {
            return known.Principal;
        }

        tokens.TryRemove(hash, out _);
        return null;
    }

    /// <summary>Makes a token known.</summary>
    public void Add(TokenHash hash, KnownToken token)
    {
        tokens[hash] = token;
        if (Interlocked.Increment(ref addedSinceSweep) >= SweepAt)
        {
            Sweep();
        }
    }

    /// <summary>Forgets a token.</summary>
    public void Remove(TokenHash hash) => tokens.TryRemove(hash, out _);

    private void Sweep()
    {
        Interlocked.Exchange(ref addedSinceSweep, 0);
        var now = time.GetUtcNow();
        foreach (var (hash, token) in tokens)
        {
            if (token.Grant.IsRevoked || token.ExpiresAt <= now)
            {
                tokens.TryRemove(hash, out _);
            }
        }
    }
}
