using System.Data;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Features.Routes;
using Fairlead.Server.Features.Secrets;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Providers;

/// <summary>
/// Makes changes to providers, defaults, secrets and the declared configuration in force: the snapshot is built inside the change's transaction, so that a
/// change which would break a provider is undone, and published in the order of the commits.
/// </summary>
internal sealed class CatalogChanges(
    Database database, CatalogBuilder builder, ProviderStore store, ISecretValues secrets, ModelCatalog catalog, Declared declared, DeclaredKeys keys, ConfigurationStatus status)
    : ICatalogChanges, ISecretUsers, IDeclarations
{
    public Task<Outcome<T>> WriteAsync<T>(Func<IDbConnection, Outcome<T>> change, CancellationToken cancellationToken) =>
        WriteAsync(change, static _ => null, cancellationToken);

    public IReadOnlyList<string> UsersOf(IDbConnection connection, string secretName) =>
    [
        .. store.List(connection).Where(provider => Uses(provider, secretName)).Select(static provider => provider.Identifier),
        .. declared.Current.Keys.Values.Where(key => key.StoredSecret == secretName).Select(static key => key.Id),
    ];

    public Task<Outcome<T>> AddAsync<T>(Func<IDbConnection, Outcome<T>> change, CancellationToken cancellationToken) => WriteAsync(change, cancellationToken);

    public Task<Outcome<T>> ChangeAsync<T>(string secretName, Func<IDbConnection, Outcome<T>> change, CancellationToken cancellationToken) => WriteAsync(
        change,
        built => built.Problems.Where(broken => Uses(broken.Provider, secretName))
            .Select(static broken => ApiErrors.InvalidRequest("secretValue", $"cannot be used by provider '{broken.Provider.Identifier}': {Describe(broken.Problems[0])}"))
            .FirstOrDefault(),
        cancellationToken);

    public async Task<Outcome<IReadOnlyList<string>>> ApplyAsync(DeclaredConfiguration configuration, CancellationToken cancellationToken)
    {
        CatalogBuilder.Result? built = null;
        return await database.WriteAsync(connection => Check(connection, configuration, out built), cancellationToken, _ => Publish(configuration, built!));
    }

    public Task<Outcome<IReadOnlyList<string>>> TryAsync(DeclaredConfiguration configuration, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Check(connection, configuration, out _), cancellationToken);

    /// <summary>Puts the store's state in force, at the start, with what is declared.</summary>
    public (CatalogBuilder.Result Built, IReadOnlyList<string> Shadowed) Load()
    {
        using var connection = database.Open();
        var built = builder.Build(connection, declared.Current);
        Publish(declared.Current, built);
        return (built, Shadowed(connection, declared.Current));
    }

    private Outcome<IReadOnlyList<string>> Check(IDbConnection connection, DeclaredConfiguration next, out CatalogBuilder.Result built)
    {
        built = builder.Build(connection, next);
        return built.Lacking.Count > 0 ? ApiErrors.InvalidConfiguration(built.Lacking) : Shadowed(connection, next);
    }

    private async Task<Outcome<T>> WriteAsync<T>(Func<IDbConnection, Outcome<T>> change, Func<CatalogBuilder.Result, ApiError?> refuses, CancellationToken cancellationToken)
    {
        (DeclaredConfiguration Configuration, CatalogBuilder.Result Built)? made = null;
        return await database.WriteAsync<T>(
            connection =>
            {
                var outcome = change(connection);
                if (!outcome.TryGet(out _, out _))
                {
                    return outcome;
                }

                var configuration = declared.Current;
                made = (configuration, builder.Build(connection, configuration));
                return refuses(made.Value.Built) is { } error ? error : outcome;
            },
            cancellationToken,
            _ => Publish(made!.Value.Configuration, made.Value.Built));
    }

    // The catalog is what requests read, once: they see all of a change or nothing of it. Keys come first: one that is taken away never sees what is new.
    private void Publish(DeclaredConfiguration configuration, CatalogBuilder.Result built)
    {
        catalog.Replace(built.Snapshot, () =>
        {
            declared.Replace(configuration);
            keys.Replace(built.Keys);
        });
        status.Built(built.Lacking);
    }

    private string[] Shadowed(IDbConnection connection, DeclaredConfiguration configuration) =>
    [
        .. configuration.Secrets.Keys.Where(name => secrets.Has(connection, name)).Select(static name => $"the secret '{name}'"),
        .. ProviderStore.Identifiers(connection).Where(configuration.Providers.ContainsKey).Select(static name => $"the provider '{name}'"),
        .. KnownRoutes.Shadowed(connection, configuration.Routes).Select(static name => $"the route '{name}'"),
    ];

    private static bool Uses(StoredProvider provider, string secretName) =>
        KnownProviderTypes.Find(provider.Type)?.SecretNames(provider.Config).Contains(secretName, StringComparer.Ordinal) == true;

    private static string Describe(Problem problem) => $"{problem.Path} {problem.Message}";
}
