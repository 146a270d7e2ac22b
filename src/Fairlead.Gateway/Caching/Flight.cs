using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Caching;

/// <summary>
/// One upstream call that several requests share. One of them, the leader, has it made; from its answer's first byte on it belongs to all, and whoever is
/// furthest pulls the next piece. It ends when nobody is left.
/// </summary>
/// <param name="pieces">Holds what has come.</param>
/// <param name="full">Told when the answer has become too long for others to join.</param>
/// <param name="landed">Takes the whole answer when it is over, or null when it is not to be kept; from then on nobody joins.</param>
internal sealed class Flight(FlightPieces pieces, Action<Flight> full, Func<Flight, byte[]?, Task> landed) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<FlightReader> readers = [];
    private readonly CancellationTokenSource departure = new();
    private readonly TaskCompletionSource<FlightStart> start = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private UpstreamAnswer? source;
    private Task pulling = Task.CompletedTask;
    private bool isOver;
    private bool isClosed;
    private bool isGivenUp;

    /// <summary>Cancelled when nobody waits for the answer any more, or its leader has left before it began.</summary>
    public CancellationToken Token => departure.Token;

    /// <summary>How it begins.</summary>
    public Task<FlightStart> Start => start.Task;

    /// <summary>Why the answer ended before its end; null when it did not.</summary>
    public AttemptFailure? Failure { get; private set; }

    /// <summary>The clients have had the upstream's own error event.</summary>
    public bool IsFailureTold { get; private set; }

    /// <summary>The tokens, once the upstream has said.</summary>
    public Usage? Usage { get; private set; }

    /// <summary>The request that leads.</summary>
    public required GatewayRequest Leader { get; init; }

    /// <summary>How many requests take part in it.</summary>
    public int Readers
    {
        get
        {
            lock (gate)
            {
                return readers.Count;
            }
        }
    }

    /// <summary>Takes part in it; null when the answer's beginning is gone. A leader, who comes before the answer, always can: that what comes need not be kept is nothing to it.</summary>
    public FlightReader? TryJoin(bool isLeader, CancellationToken clientLeft)
    {
        FlightReader reader;
        lock (gate)
        {
            if (isClosed || (!pieces.IsWhole && !isLeader) || (isOver && Failure is not null))
            {
                return null;
            }

            reader = new FlightReader(this, isLeader, isOver, clientLeft);
            readers.Add(reader);
        }

        reader.Watch();
        return reader;
    }

    /// <summary>The answer begins; false when nobody waits for it any more.</summary>
    public bool TryTake(UpstreamAnswer answer)
    {
        var head = AnswerHead.Of(answer);
        lock (gate)
        {
            if (isGivenUp)
            {
                return false;
            }

            source = answer;
        }

        start.TrySetResult(new FlightStart(head, default, answer.Attempt));
        return true;
    }

    /// <summary>There is no answer: everybody is told the same, or another leads.</summary>
    public void Fail(in GatewayResult result, Attempt? attempt)
    {
        Close();
        start.TrySetResult(new FlightStart(null, result, attempt));
    }

    /// <summary>What has come need not be kept.</summary>
    public void LetGo()
    {
        lock (gate)
        {
            pieces.LetGo();
            Trim();
        }
    }

    /// <summary>The next piece for a reader; empty at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(FlightReader reader)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (reader.IsLost || reader.HasLeft || reader.ClientLeft.IsCancellationRequested || (isOver && reader.Next == pieces.Count))
                {
                    reader.HasEnded = isOver && !reader.IsLost && reader.Next == pieces.Count;
                    return default;
                }

                if (reader.Next < pieces.Count)
                {
                    return Give(reader);
                }

                next = pulling = pulling.IsCompleted ? PullAsync() : pulling;
            }

            await next.WaitAsync(reader.ClientLeft).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A reader reads no more. When it was the last, so does the call end.</summary>
    public void Leave(FlightReader reader)
    {
        UpstreamAnswer? orphan = null;
        bool ends;
        lock (gate)
        {
            if (reader.HasLeft)
            {
                return;
            }

            reader.HasLeft = true;
            readers.Remove(reader);
            Leader.HasLeft |= reader.IsLeader && !isOver;
            ends = !isOver && (source is null ? reader.IsLeader : readers.Count == 0);
            isClosed |= ends;
            isGivenUp |= ends;
            orphan = ends && pulling.IsCompleted ? source : null;
            isOver |= ends && orphan is not null;
            Trim();
        }

        if (ends)
        {
            departure.Cancel();
            _ = orphan is null ? Task.CompletedTask : EndAsync(orphan, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => departure.Dispose();

    /// <summary>Nobody joins it any more.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Trim();
        }
    }

    private ReadOnlyMemory<byte> Give(FlightReader reader)
    {
        var piece = pieces[reader.Next++];
        Trim();
        return piece;
    }

    // Pieces are needed while there are readers that have not got them, or while more readers may come.
    private void Trim()
    {
        if (isClosed && readers.Count == 0)
        {
            pieces.Clear();
        }
        else if (!pieces.IsWhole)
        {
            pieces.DropBefore(readers.Count == 0 ? pieces.Count : readers.Min(static reader => reader.Next));
        }
    }

    private async Task PullAsync()
    {
        await Task.Yield(); // Begun under the lock.
        var answer = source!;
        try
        {
            if (await answer.ReadAsync() is { IsEmpty: false } piece)
            {
                Add(piece.Span);
                return;
            }
        }
        catch
        {
            await EndAsync(answer, new AttemptFailure(FailureKind.CutOff, "The answer could not be read to its end."));
            throw;
        }

        await EndAsync(answer, answer.Failure);
    }

    private void Add(ReadOnlySpan<byte> piece)
    {
        bool isFull;
        lock (gate)
        {
            var (wasWhole, next) = (pieces.IsWhole, pieces.Count);
            pieces.Add(piece);
            isFull = wasWhole && !pieces.IsWhole;
            Trim();
            if (!pieces.IsWhole && !pieces.IsWithin)
            {
                Lose(next);
            }
        }

        if (isFull)
        {
            full(this);
        }
    }

    // Who follows closely goes on; who is so far behind that holding the pieces for it would pass the bound is left behind.
    private void Lose(long before)
    {
        foreach (var reader in readers.FindAll(reader => reader.Next < before))
        {
            reader.IsLost = true;
            readers.Remove(reader);
        }

        Trim();
    }

    // The answer is given back at once, since that writes its record; it is kept behind the readers' backs.
    private async Task EndAsync(UpstreamAnswer answer, AttemptFailure? failure)
    {
        byte[]? whole;
        lock (gate)
        {
            Usage = answer.Usage;
            Failure = failure;
            IsFailureTold = answer.IsFailureTold;
            whole = answer.IsWhole && pieces.IsWhole && failure is null ? pieces.Join() : null;
            isOver = true;
        }

        await answer.DisposeAsync();
        _ = LandAsync(whole);
    }

    private async Task LandAsync(byte[]? whole)
    {
        await landed(this, whole);
        Close();
    }
}
