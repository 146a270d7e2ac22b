using System.Collections.Frozen;
using Fairlead.Gateway.Admission;

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
    /// <param name="keys">The keys, by hash, with the identifier and the name of whoever presents one.</param>
    public void Replace(IEnumerable<(TokenHash Hash, string Id, string Name)> keys)
    {
        var before = byHash;
        var after = new Dictionary<TokenHash, Entry>();
        foreach (var (hash, id, name) in keys)
        {
            after[hash] = before.TryGetValue(hash, out var same) && same.Principal.Id == id ? same : new Entry(new Principal(id, name, Role.Member, IsKey: true), new Grant());
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

    private sealed record Entry(Principal Principal, Grant Grant);
}
