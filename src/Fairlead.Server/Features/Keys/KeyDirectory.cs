using System.Collections.Concurrent;
using Fairlead.Gateway.Admission;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Keys;

/// <summary>The gateway keys as requests see them. Live state: a deleted key is dead for the next request.</summary>
internal sealed class KeyDirectory(Database database, CredentialHashes hashes) : ITokenSource
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "fl-";

    private readonly ConcurrentDictionary<string, Entry> byHash = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> hashById = new(StringComparer.Ordinal);

    /// <summary>Loads the stored keys, at the start.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, hash) in await database.ReadAsync(static connection => KeyStore.List(connection, null, int.MaxValue), cancellationToken))
        {
            Add(key, hash);
        }
    }

    /// <summary>Makes a key known.</summary>
    public void Add(GatewayKey key, string hash)
    {
        var principal = new Principal(key.Id, key.Name, Role.Member, IsKey: true) { Models = key.Models is { } models ? new AllowedModels(models) : null };
        byHash[hash] = new Entry(key, principal, new Grant());
        hashById[key.Id] = hash;
    }

    /// <summary>Forgets a key.</summary>
    public void Remove(string id)
    {
        if (hashById.TryRemove(id, out var hash) && byHash.TryRemove(hash, out var entry))
        {
            entry.Grant.Revoke();
        }
    }

    public bool Recognizes(string token) => token.StartsWith(Prefix, StringComparison.Ordinal);

    public ValueTask<KnownToken?> VerifyAsync(string token) => new(byHash.TryGetValue(hashes.OfGenerated(token), out var entry)
        ? new KnownToken(entry.Principal, entry.Key.ExpiresAt ?? DateTimeOffset.MaxValue, entry.Grant)
        : null);

    private sealed record Entry(GatewayKey Key, Principal Principal, Grant Grant);
}
