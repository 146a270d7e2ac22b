using System.Collections.Concurrent;
using Fairlead.Gateway.Pipeline;

namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>Why the latest requests went where they went: so many are kept, and the memory of those pushed out is used again. Thread-safe.</summary>
public sealed class RouteLog(RoutingOptions options, TimeProvider time)
{
    private readonly RouteTrace?[] kept = new RouteTrace?[options.ExplainedRequests];
    private readonly ConcurrentBag<RouteTrace> free = [];
    private int next = -1;

    /// <summary>The explanation of a request; null when it is not among the latest.</summary>
    public RouteExplanation? Find(string requestId)
    {
        foreach (var trace in kept)
        {
            if (trace is not null && trace.RequestId == requestId)
            {
                lock (trace.Gate)
                {
                    return trace.RequestId == requestId ? RouteExplanation.Of(trace) : null;
                }
            }
        }

        return null;
    }

    /// <summary>Begins to account for a request.</summary>
    internal RouteTrace Begin(GatewayRequest request, Route route)
    {
        var trace = free.TryTake(out var used) ? used : new RouteTrace();
        trace.Begin(request, route, time.GetUtcNow());
        var slot = (uint)Interlocked.Increment(ref next) % (uint)kept.Length;
        if (Interlocked.Exchange(ref kept[slot], trace) is { IsOver: true } pushedOut)
        {
            free.Add(pushedOut);
        }

        return trace;
    }
}
