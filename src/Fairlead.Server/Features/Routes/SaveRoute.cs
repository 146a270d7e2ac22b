using System.Data;
using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Server.Features.Providers;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Routes;

/// <summary>Saves a route: checked against what is in force, then written and in force before it is answered.</summary>
internal sealed class SaveRoute(ICatalogChanges changes, Declared declared, ModelCatalog catalog, TimeProvider time)
{
    /// <summary>Saves a route.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="document">The rest of it, which has passed the schema.</param>
    /// <param name="mayReplace">Whether one of that name may be there already.</param>
    /// <param name="by">Who saves it.</param>
    /// <param name="cancellationToken">Gives it up before it has begun.</param>
    public async Task<Outcome<Saved>> ExecuteAsync(string name, JsonElement document, bool mayReplace, string by, CancellationToken cancellationToken) =>
        (await changes.WriteAsync(connection => Save(connection, name, document, mayReplace, by), cancellationToken)).TryGet(out var saved, out var refused)
            ? new Saved(RouteView.Of(saved.Route, catalog.Current), saved.IsNew)
            : refused;

    private Outcome<(KnownRoute Route, bool IsNew)> Save(IDbConnection connection, string name, JsonElement document, bool mayReplace, string by)
    {
        if (KnownRoutes.Refusal(declared.Current, name) is { } refusal)
        {
            return refusal;
        }

        var isNew = RouteStore.Find(connection, name) is null;
        if (!isNew && !mayReplace)
        {
            return ApiErrors.RouteExists(name);
        }

        if (RouteRules.Check(RouteReader.Read(name, document), KnownRoutes.List(connection, declared.Current.Routes), catalog.Current) is { } problems)
        {
            return problems;
        }

        RouteStore.Save(connection, name, document, Micros.Now(time), by);
        return (RouteStore.Find(connection, name)!, isNew);
    }

    /// <summary>A route that was saved, and whether it is new.</summary>
    internal sealed record Saved(RouteView Route, bool IsNew);
}
