using System.Data;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Server.Features.Defaults;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Providers;

/// <summary>Deletes a provider. The default one only when forced to, and then the default goes with it.</summary>
internal sealed class DeleteProvider(ICatalogChanges changes, ProviderStore store, ProviderRules rules, Declared declared)
{
    public static async Task<IResult> Endpoint(string provider, bool? force, DeleteProvider delete, CancellationToken cancellationToken) =>
        (await delete.ExecuteAsync(provider, force == true, cancellationToken)).Reply(static _ => TypedResults.NoContent());

    public Task<Outcome<bool>> ExecuteAsync(string identifier, bool force, CancellationToken cancellationToken) =>
        changes.WriteAsync(connection => Delete(connection, identifier, force), cancellationToken);

    private Outcome<bool> Delete(IDbConnection connection, string identifier, bool force)
    {
        if (store.Find(connection, identifier) is not { } existing)
        {
            return ApiErrors.ProviderNotFound(identifier);
        }

        if (rules.Refusal(identifier) is { } refusal)
        {
            return refusal;
        }

        if (existing.Type == PortProviderType.TypeName)
        {
            return ApiErrors.InvalidProviderConfig("provider", "'port' is declared by the operator and cannot be deleted; it can be disabled with PUT");
        }

        if (declared.Current.Expectations.FirstOrDefault(expected => expected.Kind == Expected.Provider && expected.Name == identifier) is { } use)
        {
            return ApiErrors.DeclaredInConfiguration($"That the provider '{identifier}' is used, as {use.Path},", use.Place.ToString());
        }

        if (DefaultChoice.Find(connection)?.Provider == identifier)
        {
            if (!force)
            {
                return ApiErrors.ProviderInUse(identifier);
            }

            DefaultChoice.Reset(connection);
        }

        ProviderStore.Delete(connection, identifier);
        return true;
    }
}
