using Fairlead.Gateway.Pipeline;

namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>Why the latest requests went where they went: so many are kept, and the memory of those pushed out is used again. Thread-safe.</summary>
public sealed class RouteLog(RoutingOptions options, TimeProvider time)
{
    private readonly RouteTrace?[] kept = new RouteTrace?[options.ExplainedRequests];
    private int next = -1;

    /// <summary>The explanation of a request; null when it is not among the latest.</summary>
    public RouteExplanation? Find(string requestId)
    {
        if (RequestIds.Parse(requestId) is not { } id)
        {
            return null;
        }

        foreach (var trace in kept)
        {
            if (trace is null)
            {
                continue;
            }

            lock (trace.Gate)
            {
                if (trace.RequestId == id)
                {
                    return RouteExplanation.Of(trace);
                }
            }
        }

        return null;
    }

    /// <summary>Begins to account for a request.</summary>
    internal RouteTrace Begin(GatewayRequest request, Route route)
    {
        ref var slot = ref kept[(uint)Interlocked.Increment(ref next) % (uint)kept.Length];
        var trace = Interlocked.Exchange(ref slot, null) is { IsOver: true } pushedOut ? pushedOut : new RouteTrace();
        trace.Begin(request, route, time.GetUtcNow());
        Volatile.Write(ref slot, trace);
        return trace;
    }
}
