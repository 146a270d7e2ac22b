using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Caching;

/// <summary>One request's way through the cache: what is kept, else another's answer on its way, else an upstream call that others may share.</summary>
internal sealed class CacheCall(GatewayRequest request, Route route, CachePlan plan, string key, AnswerStore store, Flights flights, CacheRecords records, TimeProvider time)
{
    // A flight can end just as it is joined; after so many of them the request goes alone.
    private const int MaxTries = 8;

    /// <summary>Has the upstream called.</summary>
    public required Func<CancellationToken, ValueTask<GatewayResult>> Send { get; init; }

    /// <summary>The client's departure.</summary>
    public required CancellationToken ClientLeft { get; init; }

    /// <summary>Answers the request.</summary>
    public async ValueTask<GatewayResult> AnswerAsync()
    {
        for (var tries = 0; plan.MayServe && tries < MaxTries; tries++)
        {
            if (await FindAsync(isHere: false) is { } hit)
            {
                return hit;
            }

            if (plan.Directives.OnlyIfCached)
            {
                break;
            }

            // One with time-outs of its own may end differently from any other.
            if (request.Limits != TimeLimits.None)
            {
                break;
            }

            var flight = flights.Find(key, request, route, plan);
            if (flight.Leader == request)
            {
                return await LeadAsync(flight, isAlone: false);
            }

            if (flight.TryJoin(isLeader: false, ClientLeft) is { } reader && await FollowAsync(flight, reader) is { } shared)
            {
                return shared;
            }

            if (ClientLeft.IsCancellationRequested)
            {
                return default;
            }
        }

        request.CacheStatus = CacheStatus.Miss;
        return plan.Directives.OnlyIfCached ? GatewayErrors.NotCached : await LeadAsync(flights.Create(key, request, route, plan), isAlone: true);
    }

    private async ValueTask<StoredAnswer?> FindAsync(bool isHere)
    {
        CachedAnswer? found;
        try
        {
            found = await (isHere ? store.FindHereAsync(key, ClientLeft) : store.FindAsync(key, ClientLeft));
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (found is null || !plan.Accepts(found, now) || DeploymentOf(found) is not { } deployment)
        {
            return null;
        }

        request.CacheStatus = CacheStatus.Hit;
        request.AnswerAge = now - found.StoredAt;
        request.KeptFrom = deployment;
        records.Explain(request, route);
        return new StoredAnswer(request, found, deployment, records);
    }

    // What nobody may ask any more is not answered for it either, nor what another upstream was behind the same names.
    private Deployment? DeploymentOf(CachedAnswer found)
    {
        foreach (var place in route.Deployments)
        {
            if (place.IsEnabled && place.Deployment.FullName == found.Head.ServedBy && place.Deployment.Origin == found.Head.Origin)
            {
                return place.Deployment;
            }
        }

        return null;
    }

    private async ValueTask<GatewayResult> LeadAsync(Flight flight, bool isAlone)
    {
        request.CacheStatus = CacheStatus.Miss;
        var reader = flight.TryJoin(isLeader: true, ClientLeft)!;
        var result = default(GatewayResult);
        try
        {
            // Another may have landed between the look and the start.
            if (!isAlone && await FindAsync(isHere: true) is { } hit)
            {
                return hit;
            }

            result = await Send(flight.Token);
            if (result.Answer is not UpstreamAnswer answer)
            {
                return result;
            }

            if (flight.TryTake(answer))
            {
                return new SharedAnswer(request, reader, flight, flight.Start.Result.Head!, answer.Attempt, records);
            }

            await answer.DisposeAsync();
            return default;
        }
        finally
        {
            if (!flight.Start.IsCompleted)
            {
                flights.Remove(key, flight);
                flight.Fail(result.Answer is null ? result : default, request.Attempt);
                reader.Leave();
            }
        }
    }

    /// <summary>Waits for another's answer.</summary>
    /// <returns>It, or what it failed with; null when there is none for a reason that is not this request's.</returns>
    private async ValueTask<GatewayResult?> FollowAsync(Flight flight, FlightReader reader)
    {
        FlightStart start;
        try
        {
            start = await flight.Start.WaitAsync(ClientLeft);
        }
        catch (OperationCanceledException)
        {
            reader.Leave();
            return default(GatewayResult);
        }

        if (start.IsAbandoned || reader.IsLost)
        {
            reader.Leave();
            return null;
        }

        request.CacheStatus = reader.IsLate ? CacheStatus.Hit : CacheStatus.Shared;
        request.AnswerAge = reader.IsLate ? TimeSpan.Zero : null;
        request.Attempt = start.Attempt;
        records.Explain(request, route);
        if (start.Head is { } head)
        {
            return new SharedAnswer(request, reader, flight, head, start.Attempt!, records);
        }

        reader.Leave();
        Record(start);
        return start.Result;
    }

    private void Record(FlightStart start)
    {
        if (start.Attempt is { } attempt)
        {
            var outcome = start.Result.Failure is null ? RequestOutcome.Refused : RequestOutcome.Failed;
            records.Write(request, attempt.Provider, attempt.Deployment, outcome, start.Result.Failure?.UpstreamStatus ?? 0, null, TimeSpan.Zero);
        }
    }
}
