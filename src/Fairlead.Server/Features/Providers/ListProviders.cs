using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Providers;

/// <summary>Lists the providers; to a Member without their configuration.</summary>
internal sealed class ListProviders(Database database, ProviderStore store, ModelCatalog catalog)
{
    public static async Task<IResult> Endpoint([AsParameters] Page page, ListProviders list, HttpContext context, CancellationToken cancellationToken)
    {
        var (items, next) = page.Cut(await list.ExecuteAsync(page, context.Caller().Role == Role.Admin, cancellationToken), static provider => provider.Identifier);
        return TypedResults.Json(new Reply(true, items, next), Wire.Options);
    }

    private async Task<IReadOnlyList<Provider>> ExecuteAsync(Page page, bool withConfig, CancellationToken cancellationToken)
    {
        var stored = await database.ReadAsync(store.List, cancellationToken);
        var snapshot = catalog.Current;
        return [.. stored.Where(provider => page.After is null || string.CompareOrdinal(provider.Identifier, page.After) > 0)
            .Take(page.Fetch).Select(provider => Provider.Of(provider, snapshot.Providers.GetValueOrDefault(provider.Identifier), withConfig))];
    }

    internal sealed record Reply(bool Ok, IReadOnlyList<Provider> Result, string? NextCursor);
}
