using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Fairlead.Simulator.GoogleTokens;

/// <summary>The access tokens a simulator has given out, each until it expires. Safe to use from several requests at once.</summary>
internal sealed class IssuedTokens(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> expiries = new(StringComparer.Ordinal);

    internal string Issue(TimeSpan lifetime)
    {
        foreach ((string old, DateTimeOffset expiry) in expiries)
        {
            if (expiry <= clock.GetUtcNow())
            {
                expiries.TryRemove(old, out _);
            }
        }

        string token = $"ya29.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}";
        expiries[token] = clock.GetUtcNow() + lifetime;
        return token;
    }

    /// <summary>Whether the token was given out here and has not expired.</summary>
    internal bool Knows(string token) => expiries.TryGetValue(token, out DateTimeOffset expiry) && clock.GetUtcNow() < expiry;
}
