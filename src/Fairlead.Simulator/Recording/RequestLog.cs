using System.Threading.Channels;

namespace Fairlead.Simulator.Recording;

/// <summary>The last requests received, and the queue of those whose client left.</summary>
internal sealed class RequestLog
{
    internal const int Capacity = 1_000;

    private readonly Lock gate = new();
    private readonly Queue<ReceivedRequest> requests = new();
    private readonly Channel<ReceivedRequest> arrived = NewQueue();
    private readonly Channel<ReceivedRequest> aborted = NewQueue();

    internal void Add(ReceivedRequest request)
    {
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

    internal void End(ReceivedRequest request, RequestOutcome outcome)
    {
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
