using System.Collections.Concurrent;
using System.Text.Json;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Caching;

/// <summary>The upstream calls under way that others may share, by key; and what becomes of their answers.</summary>
internal sealed class Flights(CachingOptions options, AnswerStore store, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Flight> underWay = new(StringComparer.Ordinal);
    private readonly SharedBytes room = new(options);

    /// <summary>The bytes held of answers on their way.</summary>
    public long HeldBytes => room.Held;

    /// <summary>The requests that wait for an answer that can be shared, or read one.</summary>
    public int Readers => underWay.Values.Sum(static flight => flight.Readers);

    /// <summary>The flight under way for a key, or a new one; the leader of a new one is the request.</summary>
    public Flight Find(string key, GatewayRequest request, Route route, CachePlan plan)
    {
        if (underWay.TryGetValue(key, out var known))
        {
            return known;
        }

        var flight = Create(key, request, route, plan);
        var found = underWay.GetOrAdd(key, flight);
        if (found != flight)
        {
            flight.Dispose();
        }

        return found;
    }

    /// <summary>A flight that nobody else joins.</summary>
    public Flight Create(string key, GatewayRequest request, Route route, CachePlan plan) =>
        new(new FlightPieces(options, room), flight => Remove(key, flight), (flight, whole) => LandAsync(key, flight, whole, route, plan)) { Leader = request };

    /// <summary>Nobody joins this one any more.</summary>
    public void Remove(string key, Flight flight) => underWay.TryRemove(new KeyValuePair<string, Flight>(key, flight));

    /// <summary>Nobody joins any of those under way, and none is kept.</summary>
    public void Forget()
    {
        foreach (var (key, flight) in underWay)
        {
            Remove(key, flight);
            flight.LetGo();
        }
    }

    // Kept before it is removed, so that whoever comes finds it here or there.
    private async Task LandAsync(string key, Flight flight, byte[]? whole, Route route, CachePlan plan)
    {
        var start = await flight.Start;
        if (whole is not null && start is { Head: { Status: 200 } head, Attempt: { } attempt } && IsRoutesOwn(route, attempt) && (head.IsEventStream || IsJson(whole)))
        {
            var now = time.GetUtcNow();
            await store.KeepAsync(key, new CachedAnswer { Head = head.Lasting(), Body = whole, StoredAt = now, ExpiresAt = now + plan.TimeToLive, Usage = flight.Usage });
        }

        Remove(key, flight);
    }

    // What another model answered in this one's place is not to outlast the need for it.
    private static bool IsRoutesOwn(Route route, Attempt attempt) => route.Deployments.Any(place => place.Deployment == attempt.Deployment);

    private static bool IsJson(byte[] whole)
    {
        var reader = new Utf8JsonReader(whole, new JsonReaderOptions { MaxDepth = 256 });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
