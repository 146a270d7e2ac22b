using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Routing.Explanation;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Routes;

/// <summary>Says why a request went where it went.</summary>
internal static class GetRequestRoute
{
    public static IResult Endpoint(string id, RouteLog log, RoutingOptions options) => log.Find(id) is { } explanation
        ? TypedResults.Json(new Reply(true, explanation), Wire.Options)
        : new ErrorResult(ApiErrors.RequestNotExplained(id, options.ExplainedRequests));

    internal sealed record Reply(bool Ok, RouteExplanation Result);
}
