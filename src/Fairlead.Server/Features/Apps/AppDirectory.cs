using System.Collections.Concurrent;
using Fairlead.Gateway.Admission;

namespace Fairlead.Server.Features.Apps;

/// <summary>The credentials as requests see them. Live state: a change ends the tokens that rest on what was before.</summary>
internal sealed class AppDirectory
{
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Takes a credential's new state.</summary>
    public void Put(StoredApp app)
    {
        Entry? replaced = null;
        entries.AddOrUpdate(
            app.Id,
            static (_, app) => new Entry(app, new Grant()),
            (_, current, next) =>
            {
                var endsTokens = current.App.TokenVersion != next.TokenVersion;
                replaced = endsTokens ? current : null;
                return new Entry(next, endsTokens ? new Grant() : current.Grant);
            },
            app);
        replaced?.Grant.Revoke();
    }

    /// <summary>Forgets a credential.</summary>
    public void Remove(string id)
    {
        if (entries.TryRemove(id, out var entry))
        {
            entry.Grant.Revoke();
        }
    }

    /// <summary>A credential; null when there is none.</summary>
    public Entry? Find(string id) => entries.GetValueOrDefault(id);

    /// <summary>A credential, and what its present tokens rest on.</summary>
    internal sealed record Entry(StoredApp App, Grant Grant);
}
