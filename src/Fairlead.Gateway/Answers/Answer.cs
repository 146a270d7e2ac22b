using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Answers;

/// <summary>
/// An answer on its way to the caller, who pulls it piece by piece. When it ends, or is disposed of before, its record is written.
/// </summary>
public abstract class Answer : IAsyncDisposable
{
    private bool isComplete;
    private long answeredBytes;

    private protected Answer(Attempt attempt, UpstreamBody body)
    {
        Attempt = attempt;
        Body = body;
        Text = attempt.KeepText();
    }

    /// <summary>The upstream's status, always 2xx.</summary>
    public int Status => (int)Body.Response.StatusCode;

    /// <summary>The media type for the client.</summary>
    public abstract string ContentType { get; }

    /// <summary>The length, when it is known and the bytes are the upstream's.</summary>
    public virtual long? ContentLength => null;

    /// <summary>Whether the pieces are events of a stream.</summary>
    public abstract bool IsEventStream { get; }

    /// <summary>Why the answer ended before its end; null when it did not.</summary>
    public AttemptFailure? Failure { get; private protected set; }

    /// <summary>The client has had the upstream's own error event: nothing is to be added.</summary>
    public bool IsFailureTold { get; private protected set; }

    /// <summary>The tokens, once the upstream has said.</summary>
    public abstract Usage? Usage { get; }

    /// <summary>The upstream's headers that may cross.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers => Outbound.HeaderAllowList.Down(Body.Response);

    /// <summary>The client's fields that were lost.</summary>
    public IReadOnlyList<string> DroppedParams => Attempt.DroppedParams;

    /// <summary>The provider and model that answer.</summary>
    public string ServedBy => Attempt.Deployment?.FullName ?? Attempt.Provider.Identifier;

    /// <summary>How many upstream calls it took.</summary>
    public int Attempts => Request.Attempts;

    /// <summary>What was asked.</summary>
    public Operation Operation => Request.Operation;

    /// <summary>What times the answer.</summary>
    internal AttemptClock Clock => Body.Clock;

    /// <summary>The request that is answered.</summary>
    private protected GatewayRequest Request => Attempt.Request;

    /// <summary>The attempt whose answer it is.</summary>
    private protected Attempt Attempt { get; }

    /// <summary>The upstream's body.</summary>
    private protected UpstreamBody Body { get; }

    /// <summary>Keeps the text to be counted; null where the upstream is expected to say what it cost.</summary>
    private protected AnswerText? Text { get; }

    /// <summary>Of a stream: the pieces of text since the upstream last said its usage; null for a whole answer.</summary>
    private protected virtual int? Deltas => null;

    /// <summary>The next piece; empty at the end. It is valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync()
    {
        var piece = await NextAsync();
        answeredBytes += piece.Length;
        isComplete |= piece.IsEmpty && Failure is null && !Body.Clock.HasClientLeft;
        return piece;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        var outcome = isComplete ? RequestOutcome.Completed : Failure is null ? RequestOutcome.ClientLeft : RequestOutcome.Failed;
        Attempt.Settle(outcome, Failure, Status, new AnswerCost(Usage, answeredBytes, Deltas, Text));
        Release();
        Body.Dispose();
        Body.Clock.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal static Answer Create(Attempt attempt, UpstreamBody body) =>
        attempt.Translation is not null ? CreateTranslated(attempt, body)
        : attempt.SynthesizesStream ? new SynthesizedStreamAnswer(attempt, body)
        : body.IsEventStream && attempt.Request.Operation != Operation.Files ? new EventStreamAnswer(attempt, body)
        : attempt.Request.TakesAnyBytes && (attempt.Request.Operation == Operation.Files || !body.IsJson) ? new OpaqueAnswer(attempt, body)
        : new JsonAnswer(attempt, body);

    private static Answer CreateTranslated(Attempt attempt, UpstreamBody body) =>
        attempt.IsStreamUpstream && (body.IsEventStream || body.IsAmazonStream)
            ? new TranslatedStreamAnswer(attempt, body)
            : new TranslatedAnswer(attempt, body);

    /// <summary>The next piece; sets <see cref="Failure"/> when the answer ends too soon.</summary>
    private protected abstract ValueTask<ReadOnlyMemory<byte>> NextAsync();

    /// <summary>Gives back what the answer rented.</summary>
    private protected virtual void Release()
    {
    }
}
