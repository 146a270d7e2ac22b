using Fairlead.Gateway.Catalog;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Routes;

/// <summary>Shows a route.</summary>
internal static class GetRoute
{
    public static async Task<IResult> Endpoint(string name, Database database, Declared declared, ModelCatalog catalog, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => KnownRoutes.Find(connection, declared.Current.Routes, RoutePath.NameOf(name)), cancellationToken) is { } route
            ? TypedResults.Json(new RouteReply(true, RouteView.Of(route, catalog.Current)), Wire.Options)
            : new ErrorResult(ApiErrors.NoRoute(RoutePath.NameOf(name)));
}
