using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Fairlead.Simulator.Recording;

/// <summary>The last requests received, the queue of those whose client left, and how many there were of all by model.</summary>
internal sealed class RequestLog
{
    internal const int Capacity = 1_000;

    private readonly Lock gate = new();
    private readonly Queue<ReceivedRequest> requests = new();
    private readonly Channel<ReceivedRequest> arrived = NewQueue();
    private readonly Channel<ReceivedRequest> aborted = NewQueue();
    private volatile ConcurrentDictionary<string, RequestCounter> counters = new(StringComparer.Ordinal);

    /// <summary>By model; under an empty name those that name none.</summary>
    internal IReadOnlyDictionary<string, RequestCounts> Counts =>
        counters.ToDictionary(c => c.Key, c => c.Value.Counts, StringComparer.Ordinal);

    internal void Add(ReceivedRequest request)
    {
        request.Counter = counters.GetOrAdd(request.Model ?? "", static _ => new RequestCounter());
        request.Counter.Arrived(request.ReceivedAt);
        lock (gate)
        {
            if (requests.Count == Capacity)
            {
                requests.Dequeue();
            }

            requests.Enqueue(request);
        }

        arrived.Writer.TryWrite(request);
    }

    internal void End(ReceivedRequest request, RequestOutcome outcome, bool onPurpose = false)
    {
        request.Counter?.Ended(outcome, request.Status, onPurpose);
        request.End(outcome);
        if (outcome == RequestOutcome.ClientLeft)
        {
            aborted.Writer.TryWrite(request);
        }
    }

    internal IReadOnlyList<ReceivedRequest> Snapshot()
    {
        lock (gate)
        {
            return [.. requests];
        }
    }

    internal void Clear()
    {
        lock (gate)
        {
            requests.Clear();
        }

        // Those in flight keep the counter they arrived under.
        counters = new(StringComparer.Ordinal);

        while (arrived.Reader.TryRead(out _) || aborted.Reader.TryRead(out _))
        {
        }
    }

    internal Task<ReceivedRequest> NextArrivedAsync(CancellationToken cancellationToken) =>
        arrived.Reader.ReadAsync(cancellationToken).AsTask();

    internal Task<ReceivedRequest> NextAbortedAsync(CancellationToken cancellationToken) =>
        aborted.Reader.ReadAsync(cancellationToken).AsTask();

    private static Channel<ReceivedRequest> NewQueue() => Channel.CreateBounded<ReceivedRequest>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });
}
