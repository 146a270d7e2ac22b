using System.Data;
using Fairlead.Gateway.Catalog;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Providers;

/// <summary>Saves a provider: checked, tested when asked, then written and in force before it is answered.</summary>
internal sealed class SaveProvider(Database database, ICatalogChanges changes, ProviderStore store, ProviderRules rules, ConnectionTest test)
{
    /// <summary>
    /// Saves what <paramref name="make"/> makes of what is stored. It is made a second time when it is written, since another write
    /// may have come between; a test that was asked for is of the first.
    /// </summary>
    public async Task<Outcome<Provider>> ExecuteAsync(Func<IDbConnection, Outcome<StoredProvider>> make, bool validatesConnection, CancellationToken cancellationToken)
    {
        var draft = await database.ReadAsync(connection => Check(connection, make), cancellationToken);
        if (!draft.TryGet(out var made, out var refused))
        {
            return refused;
        }

        IReadOnlyDictionary<string, TestedModel>? tested = null;
        if (validatesConnection && !(await test.RunAsync(made.Snapshot, cancellationToken)).TryGet(out tested, out var failed))
        {
            return failed;
        }

        var saved = await changes.WriteAsync(connection => Write(connection, make), cancellationToken);
        return saved.TryGet(out var written, out var conflict)
            ? Provider.Of(written.Stored, written.Snapshot, withConfig: true) with { TestedModels = tested }
            : conflict;
    }

    private Outcome<Made> Write(IDbConnection connection, Func<IDbConnection, Outcome<StoredProvider>> make)
    {
        var outcome = Check(connection, make);
        if (outcome.TryGet(out var made, out _))
        {
            store.Save(connection, made.Stored);
        }

        return outcome;
    }

    private Outcome<Made> Check(IDbConnection connection, Func<IDbConnection, Outcome<StoredProvider>> make)
    {
        if (!make(connection).TryGet(out var stored, out var refused))
        {
            return refused;
        }

        return rules.Check(connection, stored).TryGet(out var snapshot, out var problems) ? new Made(stored, snapshot) : problems;
    }

    private sealed record Made(StoredProvider Stored, ProviderSnapshot Snapshot);
}
