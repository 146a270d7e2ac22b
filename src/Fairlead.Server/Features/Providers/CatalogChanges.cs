using System.Data;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Features.Secrets;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Providers;

/// <summary>
/// Makes changes to providers, defaults and secrets in force: the snapshot is built inside the change's transaction, so that a change which would break a
/// provider is undone, and published in the order of the commits.
/// </summary>
internal sealed class CatalogChanges(Database database, CatalogBuilder builder, ProviderStore store, ModelCatalog catalog) : ICatalogChanges, ISecretUsers
{
    public Task<Outcome<T>> WriteAsync<T>(Func<IDbConnection, Outcome<T>> change, CancellationToken cancellationToken) =>
        WriteAsync(change, static _ => null, cancellationToken);

    public IReadOnlyList<string> UsersOf(IDbConnection connection, string secretName) =>
        [.. store.List(connection).Where(provider => Uses(provider, secretName)).Select(static provider => provider.Identifier)];

    public Task<Outcome<T>> AddAsync<T>(Func<IDbConnection, Outcome<T>> change, CancellationToken cancellationToken) => WriteAsync(change, cancellationToken);

    public Task<Outcome<T>> ChangeAsync<T>(string secretName, Func<IDbConnection, Outcome<T>> change, CancellationToken cancellationToken) => WriteAsync(
        change,
        built => built.Problems.Where(broken => Uses(broken.Provider, secretName))
            .Select(static broken => ApiErrors.InvalidRequest("secretValue", $"cannot be used by provider '{broken.Provider.Identifier}': {Describe(broken.Problems[0])}"))
            .FirstOrDefault(),
        cancellationToken);

    /// <summary>Puts the store's state in force, at the start.</summary>
    public CatalogBuilder.Result Load()
    {
        using var connection = database.Open();
        var built = builder.Build(connection);
        catalog.Replace(built.Snapshot);
        return built;
    }

    private async Task<Outcome<T>> WriteAsync<T>(Func<IDbConnection, Outcome<T>> change, Func<CatalogBuilder.Result, ApiError?> refuses, CancellationToken cancellationToken)
    {
        CatalogSnapshot? snapshot = null;
        return await database.WriteAsync<T>(
            connection =>
            {
                var outcome = change(connection);
                if (!outcome.TryGet(out _, out _))
                {
                    return outcome;
                }

                var built = builder.Build(connection);
                snapshot = built.Snapshot;
                return refuses(built) is { } error ? error : outcome;
            },
            cancellationToken,
            _ => catalog.Replace(snapshot!));
    }

    private static bool Uses(StoredProvider provider, string secretName) =>
        KnownProviderTypes.Find(provider.Type)?.SecretNames(provider.Config).Contains(secretName, StringComparer.Ordinal) == true;

    private static string Describe(Problem problem) => $"{problem.Path} {problem.Message}";
}
