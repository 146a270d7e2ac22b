using Fairlead.Gateway.Catalog;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Routes;

/// <summary>Lists the routes, by name.</summary>
internal static class ListRoutes
{
    public static async Task<IResult> Endpoint([AsParameters] Page page, Database database, Declared declared, ModelCatalog catalog, CancellationToken cancellationToken)
    {
        var all = await database.ReadAsync(connection => KnownRoutes.List(connection, declared.Current.Routes), cancellationToken);
        var rest = all.OrderBy(static route => route.Name, StringComparer.Ordinal).Where(route => page.After is null || string.CompareOrdinal(route.Name, page.After) > 0);
        var (routes, next) = page.Cut([.. rest.Take(page.Fetch)], static route => route.Name);
        var snapshot = catalog.Current;
        return TypedResults.Json(new Reply(true, [.. routes.Select(route => RouteView.Of(route, snapshot))], next), Wire.Options);
    }

    internal sealed record Reply(bool Ok, IReadOnlyList<RouteView> Result, string? NextCursor);
}
