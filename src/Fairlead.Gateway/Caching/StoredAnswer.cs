using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Caching;

/// <summary>An answer that was kept, given again at once: the same bytes, a stream as a stream.</summary>
internal sealed class StoredAnswer(GatewayRequest request, CachedAnswer stored, Deployment deployment, CacheRecords records) : Answer
{
    private readonly TimeSpan firstByte = records.Elapsed(request);
    private bool isGiven;
    private bool hasEnded;

    public override int Status => stored.Head.Status;

    public override string ContentType => stored.Head.ContentType;

    public override long? ContentLength => IsEventStream ? null : stored.Body.Length;

    public override bool IsEventStream => stored.Head.IsEventStream;

    public override Usage? Usage => stored.Usage;

    public override IEnumerable<KeyValuePair<string, string>> Headers => stored.Head.Headers;

    public override IReadOnlyList<string> DroppedParams => stored.Head.DroppedParams;

    public override string ServedBy => stored.Head.ServedBy;

    public override int Attempts => 0;

    public override Operation Operation => request.Operation;

    internal override TimeSpan KeepAlive => records.KeepAlive;

    internal override TimeProvider Time => records.Time;

    public override ValueTask<ReadOnlyMemory<byte>> ReadAsync()
    {
        hasEnded = isGiven;
        isGiven = true;
        return new(hasEnded ? default : stored.Body);
    }

    public override ValueTask DisposeAsync()
    {
        records.Write(request, deployment.Provider, deployment, hasEnded ? RequestOutcome.Completed : RequestOutcome.ClientLeft, Status, Usage, firstByte);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
