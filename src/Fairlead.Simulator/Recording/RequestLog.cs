using System.Threading.Channels;

namespace Fairlead.Simulator.Recording;

/// <summary>The last requests received, and the queue of those whose client left.</summary>
internal sealed class RequestLog
{
    internal const int Capacity = 1_000;

    private readonly Lock _gate = new();
    private readonly Queue<ReceivedRequest> _requests = new();
    private readonly Channel<ReceivedRequest> _arrived = NewQueue();
    private readonly Channel<ReceivedRequest> _aborted = NewQueue();

    internal void Add(ReceivedRequest request)
    {
        lock (_gate)
        {
            if (_requests.Count == Capacity)
            {
                _requests.Dequeue();
            }

            _requests.Enqueue(request);
        }

        _arrived.Writer.TryWrite(request);
    }

    internal void End(ReceivedRequest request, RequestOutcome outcome)
    {
        request.End(outcome);
        if (outcome == RequestOutcome.ClientLeft)
        {
            _aborted.Writer.TryWrite(request);
        }
    }

    internal IReadOnlyList<ReceivedRequest> Snapshot()
    {
        lock (_gate)
        {
            return [.. _requests];
        }
    }

    internal void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
        }

        while (_arrived.Reader.TryRead(out _) || _aborted.Reader.TryRead(out _))
        {
        }
    }

    internal Task<ReceivedRequest> NextArrivedAsync(CancellationToken cancellationToken) =>
        _arrived.Reader.ReadAsync(cancellationToken).AsTask();

    internal Task<ReceivedRequest> NextAbortedAsync(CancellationToken cancellationToken) =>
        _aborted.Reader.ReadAsync(cancellationToken).AsTask();

    private static Channel<ReceivedRequest> NewQueue() => Channel.CreateBounded<ReceivedRequest>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });
}
