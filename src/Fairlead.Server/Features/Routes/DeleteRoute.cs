using System.Data;
using Fairlead.Server.Features.Providers;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Routes;

/// <summary>Deletes a route. Requests under way end as they began.</summary>
internal sealed class DeleteRoute(ICatalogChanges changes, Declared declared)
{
    public static async Task<IResult> Endpoint(string name, DeleteRoute delete, CancellationToken cancellationToken) =>
        (await delete.ExecuteAsync(RoutePath.NameOf(name), cancellationToken)).Reply(static _ => TypedResults.NoContent());

    public Task<Outcome<bool>> ExecuteAsync(string name, CancellationToken cancellationToken) => changes.WriteAsync(connection => Delete(connection, name), cancellationToken);

    private Outcome<bool> Delete(IDbConnection connection, string name) =>
        KnownRoutes.Refusal(declared.Current, name) is { } refusal ? refusal
        : RouteStore.Delete(connection, name) ? true
        : ApiErrors.NoRoute(name);
}
