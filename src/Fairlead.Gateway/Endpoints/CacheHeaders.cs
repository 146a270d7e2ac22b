using System.Globalization;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>The headers by which a client says how its answer is to be cached, and is told how it was.</summary>
internal static class CacheHeaders
{
    /// <summary>What the cache did: hit, miss, bypass or shared.</summary>
    public const string Status = "x-fairlead-cache";

    private static readonly string[] Names = [.. Enum.GetNames<CacheStatus>().Select(static name => name.ToLowerInvariant())];

    /// <summary>What a request says of the cache; null for nothing.</summary>
    public static CacheWish? Read(IHeaderDictionary headers)
    {
        var control = headers.CacheControl;
        return headers.TryGetValue(CacheWish.SecondsHeader, out var seconds) || control.Count > 0
            ? new CacheWish(seconds.Count == 0 ? null : seconds.ToString(), control.Count == 0 ? null : control.ToString())
            : null;
    }

    /// <summary>Tells what the cache did, and how old what it had is: <c>age</c>, of RFC 9111, section 5.1.</summary>
    public static void Write(HttpResponse response, GatewayRequest request)
    {
        if (request.CacheStatus is { } status)
        {
            response.Headers[Status] = Names[(int)status];
        }

        if (request.KeptFrom is { } deployment)
        {
            response.Headers[RoutingHeaders.Deployment] = HeaderText.Of(deployment.FullName);
        }

        if (request.AnswerAge is { } age)
        {
            response.Headers.Age = ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }
}
