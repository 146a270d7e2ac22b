using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Routes;

/// <summary>Routes: models over several deployments, and why requests go where they go.</summary>
internal static class RoutesFeature
{
    public static IServiceCollection AddRoutes(this IServiceCollection services) => services
        .AddSingleton<SaveRoute>()
        .AddSingleton<DeleteRoute>();

    public static void MapRoutes(this IEndpointRouteBuilder routes)
    {
        var admins = routes.MapControlPlane("/v1/routes", "Routes", Access.Admin);
        admins.MapGet("/", ListRoutes.Endpoint).Describe<ListRoutes.Reply>("List routes", 200, 401, 403, 422);
        admins.MapPost("/", CreateRoute.Endpoint).Describe<RouteReply>("Create a route", 201, 401, 403, 409, 413, 422);
        admins.MapPost("/explain", ExplainRoute.Endpoint).Describe<ExplainRoute.Reply>("Explain where a request would go now", 200, 401, 403, 404, 413, 422);
        admins.MapGet("/{**name}", GetRoute.Endpoint).Describe<RouteReply>("Get a route", 200, 401, 403, 404);
        admins.MapPut("/{**name}", ReplaceRoute.Endpoint).Describe<RouteReply>("Replace a route, or create it", 200, 401, 403, 409, 413, 422).Produces<RouteReply>(201);
        admins.MapDelete("/{**name}", DeleteRoute.Endpoint).Describe("Delete a route", 204, null, 401, 403, 404, 409);

        routes.MapControlPlane("/v1/requests", "Routes", Access.Admin)
            .MapGet("/{id}/route", GetRequestRoute.Endpoint).Describe<GetRequestRoute.Reply>("Explain why a request went where it went", 200, 401, 403, 404);
    }
}
