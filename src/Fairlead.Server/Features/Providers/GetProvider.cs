using Fairlead.Gateway.Catalog;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Providers;

/// <summary>Shows a provider.</summary>
internal sealed class GetProvider(Database database, ProviderStore store, ModelCatalog catalog)
{
    public static async Task<IResult> Endpoint(string provider, GetProvider get, CancellationToken cancellationToken) =>
        (await get.ExecuteAsync(provider, cancellationToken)).Reply(static found => TypedResults.Json(new ProviderReply(true, found), Wire.Options));

    private async Task<Outcome<Provider>> ExecuteAsync(string identifier, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => store.Find(connection, identifier), cancellationToken) is { } stored
            ? Provider.Of(stored, catalog.Current.Providers.GetValueOrDefault(identifier), withConfig: true)
            : ApiErrors.ProviderNotFound(identifier);
}
