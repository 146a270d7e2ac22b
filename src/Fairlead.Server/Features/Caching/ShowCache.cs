using Fairlead.Gateway.Caching;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Caching;

/// <summary>Shows what the response cache of this process holds, and has done since it began.</summary>
internal static class ShowCache
{
    public static IResult Endpoint(ResponseCache cache) => TypedResults.Json(new Reply(true, cache.Counts), Wire.Options);

    internal sealed record Reply(bool Ok, CacheCounts Result);
}
