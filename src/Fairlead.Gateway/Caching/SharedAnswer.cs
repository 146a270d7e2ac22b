using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Caching;

/// <summary>One request's share of an answer that several may get. The record of the upstream call is its leader's; a follower writes one of its own.</summary>
internal sealed class SharedAnswer(GatewayRequest request, FlightReader reader, Flight flight, AnswerHead head, Attempt attempt, CacheRecords records) : Answer
{
    private readonly TimeSpan firstByte = records.Elapsed(request);

    public override int Status => head.Status;

    public override string ContentType => head.ContentType;

    public override long? ContentLength => head.ContentLength;

    public override bool IsEventStream => head.IsEventStream;

    public override Usage? Usage => flight.Usage;

    public override IEnumerable<KeyValuePair<string, string>> Headers => head.Headers;

    public override IReadOnlyList<string> DroppedParams => head.DroppedParams;

    public override string ServedBy => head.ServedBy;

    public override int Attempts => request.Attempts;

    public override Operation Operation => request.Operation;

    internal override TimeSpan KeepAlive => records.KeepAlive;

    internal override TimeProvider Time => records.Time;

    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync()
    {
        var piece = await reader.ReadAsync();
        if (piece.IsEmpty)
        {
            Failure = reader.IsLost ? new AttemptFailure(FailureKind.CutOff, "The answer is shared with another request and was read so slowly that its next part is gone.")
                : reader.HasEnded ? flight.Failure : null;
            IsFailureTold = reader.HasEnded && flight.IsFailureTold;
        }

        return piece;
    }

    public override ValueTask DisposeAsync()
    {
        reader.Leave();
        if (!reader.IsLeader)
        {
            var outcome = Failure is not null ? RequestOutcome.Failed : reader.HasEnded ? RequestOutcome.Completed : RequestOutcome.ClientLeft;
            records.Write(request, attempt.Provider, attempt.Deployment, outcome, Status, Usage, firstByte);
        }

        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
