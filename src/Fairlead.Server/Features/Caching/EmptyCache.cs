using Fairlead.Gateway.Caching;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Caching;

/// <summary>Empties the response cache. Answers on their way go on, and are not kept.</summary>
internal static class EmptyCache
{
    public static async Task<IResult> Endpoint(ResponseCache cache, CancellationToken cancellationToken)
    {
        await cache.ClearAsync(cancellationToken);
        return TypedResults.Json(new Reply(true), Wire.Options);
    }

    internal sealed record Reply(bool Ok);
}
