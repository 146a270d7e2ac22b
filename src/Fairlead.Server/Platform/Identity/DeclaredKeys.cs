using System.Collections.Frozen;
using Fairlead.Gateway.Admission;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Platform.Identity;

/// <summary>The gateway keys that the configuration declares, by hash. One that a reload leaves out is dead for the next request.</summary>
internal sealed class DeclaredKeys : ITokenSource
{
    private volatile FrozenDictionary<TokenHash, Entry> byHash = FrozenDictionary<TokenHash, Entry>.Empty;

    public bool Recognizes(string token) => token.Length <= TokenHash.MaxTokenLength && byHash.ContainsKey(TokenHash.Of(token));

    public ValueTask<KnownToken?> VerifyAsync(string token) => new(byHash.TryGetValue(TokenHash.Of(token), out var entry)
        ? new KnownToken(entry.Principal, DateTimeOffset.MaxValue, entry.Grant)
        : null);

    /// <summary>Puts other keys in force. A key that stays keeps what rests on it.</summary>
    /// <param name="keys">The keys, by hash.</param>
    public void Replace(IEnumerable<(TokenHash Hash, DeclaredKey Key)> keys)
    {
        var before = byHash;
        var after = new Dictionary<TokenHash, Entry>();
        foreach (var (hash, key) in keys)
        {
            after[hash] = before.TryGetValue(hash, out var same) && IsSame(same.Key, key) ? same : new Entry(key, PrincipalOf(key), new Grant());
        }

        byHash = after.ToFrozenDictionary();
        foreach (var (hash, entry) in before)
        {
            if (!after.TryGetValue(hash, out var kept) || kept != entry)
            {
                entry.Grant.Revoke();
            }
        }
    }

    private static bool IsSame(DeclaredKey one, DeclaredKey other) => one.Id == other.Id && (one.Models ?? []).SequenceEqual(other.Models ?? []) && one.Models is null == other.Models is null;

    private static Principal PrincipalOf(DeclaredKey key) =>
        new(key.Id, key.Name, Role.Member, IsKey: true) { Models = key.Models is { } models ? new AllowedModels(models) : null };

    private sealed record Entry(DeclaredKey Key, Principal Principal, Grant Grant);
}
