using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;

namespace Fairlead.Gateway.Answers;

/// <summary>The answer of an upstream, read as it comes. When it ends, or is disposed of before, the records of its attempt and its request are written.</summary>
internal abstract class UpstreamAnswer : Answer
{
    private bool isComplete;
    private long answeredBytes;

    private protected UpstreamAnswer(Attempt attempt, UpstreamBody body)
    {
        Attempt = attempt;
        Body = body;
        Text = attempt.KeepText();
    }

    public override int Status => (int)Body.Response.StatusCode;

    public override IEnumerable<KeyValuePair<string, string>> Headers => Outbound.HeaderAllowList.Down(Body.Response);

    public override IReadOnlyList<string> DroppedParams => Attempt.DroppedParams;

    public override string ServedBy => Attempt.Deployment?.FullName ?? Attempt.Provider.Identifier;

    public override int Attempts => Request.Attempts;

    public override Operation Operation => Request.Operation;

    /// <summary>The attempt whose answer it is.</summary>
    public Attempt Attempt { get; }

    /// <summary>It was read to its end, which said that it was the end.</summary>
    public bool IsWhole => isComplete && HasTerminator;

    internal override TimeSpan KeepAlive => Body.Clock.KeepAlive;

    internal override TimeProvider Time => Body.Clock.Time;

    /// <summary>Whether its own framing said where it ends.</summary>
    private protected virtual bool HasTerminator => true;

    /// <summary>The request that is answered.</summary>
    private protected GatewayRequest Request => Attempt.Request;

    /// <summary>The upstream's body.</summary>
    private protected UpstreamBody Body { get; }

    /// <summary>Keeps the text to be counted; null where the upstream is expected to say what it cost.</summary>
    private protected AnswerText? Text { get; }

    /// <summary>Of a stream: the pieces of text since the upstream last said its usage; null for a whole answer.</summary>
    private protected virtual int? Deltas => null;

    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync()
    {
        var piece = await NextAsync();
        answeredBytes += piece.Length;
        isComplete |= piece.IsEmpty && Failure is null && !Body.Clock.HasClientLeft;
        return piece;
    }

    public override ValueTask DisposeAsync()
    {
        var outcome = isComplete ? RequestOutcome.Completed : Failure is null ? RequestOutcome.ClientLeft : RequestOutcome.Failed;
        Attempt.Settle(outcome, Failure, Status, new AnswerCost(Usage, answeredBytes, Deltas, Text));
        Release();
        Body.Dispose();
        Body.Clock.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    public static UpstreamAnswer Create(Attempt attempt, UpstreamBody body) =>
        attempt.Translation is not null ? CreateTranslated(attempt, body)
        : attempt.SynthesizesStream ? new SynthesizedStreamAnswer(attempt, body)
        : body.IsEventStream && attempt.Request.Operation != Operation.Files ? new EventStreamAnswer(attempt, body)
        : attempt.Request.TakesAnyBytes && (attempt.Request.Operation == Operation.Files || !body.IsJson) ? new OpaqueAnswer(attempt, body)
        : new JsonAnswer(attempt, body);

    private static UpstreamAnswer CreateTranslated(Attempt attempt, UpstreamBody body) =>
        attempt.IsStreamUpstream && (body.IsEventStream || body.IsAmazonStream)
            ? new TranslatedStreamAnswer(attempt, body)
            : new TranslatedAnswer(attempt, body);

    /// <summary>The next piece; sets <see cref="Answer.Failure"/> when the answer ends too soon.</summary>
    private protected abstract ValueTask<ReadOnlyMemory<byte>> NextAsync();

    /// <summary>Gives back what the answer rented.</summary>
    private protected virtual void Release()
    {
    }
}
