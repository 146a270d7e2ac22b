using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Fairlead.Gateway.Caching;

/// <summary>
/// Answers requests with what identical ones were answered: kept whole for a time, or shared while on its way. Off unless a route or a request says otherwise.
/// </summary>
public sealed class ResponseCache : IDisposable
{
    private readonly CachingOptions options;
    private readonly AnswerStore store;
    private readonly Flights flights;
    private readonly CacheRecords records;
    private readonly TimeProvider time;
    private readonly long[] counts = new long[Enum.GetValues<CacheStatus>().Length];

    /// <summary>Makes a cache.</summary>
    /// <param name="options">Its bounds.</param>
    /// <param name="context">What attempts are made with.</param>
    /// <param name="logs">Where it logs.</param>
    /// <param name="distributed">The store outside the process; null for none.</param>
    public ResponseCache(CachingOptions options, AttemptContext context, ILoggerFactory logs, IDistributedCache? distributed = null)
    {
        this.options = options;
        time = context.Time;
        store = new AnswerStore(options, time, logs, distributed);
        flights = new Flights(options, store, time);
        records = new CacheRecords(context);
    }

    /// <summary>What it has done, and what it holds.</summary>
    public CacheCounts Counts => new(
        Count(CacheStatus.Hit), Count(CacheStatus.Miss), Count(CacheStatus.Shared), Count(CacheStatus.Bypass), store.Entries, store.Bytes, flights.Readers, flights.HeldBytes);

    /// <summary>Forgets every answer; those on their way go on, and are not kept.</summary>
    public ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        flights.Forget();
        return store.ClearAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    /// <summary>Answers a request for which the cache may be on.</summary>
    /// <param name="request">The request.</param>
    /// <param name="route">The route that its model's name leads to.</param>
    /// <param name="send">Has the upstream called, until the token is cancelled.</param>
    /// <param name="clientLeft">The client's departure.</param>
    internal async ValueTask<GatewayResult> AnswerAsync(GatewayRequest request, Route route, Func<CancellationToken, ValueTask<GatewayResult>> send, CancellationToken clientLeft)
    {
        if (CachePlan.TryMake(request.Cache, route.Definition?.Cache, options, out var plan) is { } invalid)
        {
            return invalid;
        }

        if (plan is null)
        {
            return await send(clientLeft);
        }

        var key = plan.IsBypass || !CanBeServed(request, route) ? null : CacheKey.Of(request, route, plan.IsShared);
        var result = key is not null
            ? await new CacheCall(request, route, plan, key, store, flights, records, time) { Send = send, ClientLeft = clientLeft }.AnswerAsync()
            : await PassAsync(request, plan, send, clientLeft);
        if (request.CacheStatus is { } status)
        {
            Interlocked.Increment(ref counts[(int)status]);
        }

        return result;
    }

    // What would be refused is not answered because it once was not.
    private static bool CanBeServed(GatewayRequest request, Route route)
    {
        var exclusions = default(Exclusions);
        return RequestNeeds.Of(request, route).Fit(route, ref exclusions) != 0;
    }

    private static ValueTask<GatewayResult> PassAsync(GatewayRequest request, CachePlan plan, Func<CancellationToken, ValueTask<GatewayResult>> send, CancellationToken clientLeft)
    {
        request.CacheStatus = CacheStatus.Bypass;
        return plan.Directives.OnlyIfCached ? new ValueTask<GatewayResult>(GatewayErrors.NotCached) : send(clientLeft);
    }

    private long Count(CacheStatus status) => Volatile.Read(ref counts[(int)status]);
}
