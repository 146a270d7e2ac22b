using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Caching;

/// <summary>The response cache: what it holds and does, and emptying it.</summary>
internal static class CachingFeature
{
    public static void MapCaching(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapControlPlane("/v1/cache", "Response cache", Access.Admin);
        group.MapGet("/", ShowCache.Endpoint).Describe<ShowCache.Reply>("Get what the response cache holds and has done", 200, 401, 403);
        group.MapDelete("/", EmptyCache.Endpoint).Describe<EmptyCache.Reply>("Empty the response cache", 200, 401, 403);
    }
}
