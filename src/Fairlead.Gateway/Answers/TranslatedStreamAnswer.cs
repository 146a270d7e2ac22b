using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Gateway.Answers;

/// <summary>A streamed answer in another dialect than the client's: each event goes on, translated, as it comes.</summary>
internal sealed class TranslatedStreamAnswer : UpstreamAnswer
{
    private readonly PooledBuffer output = new();
    private readonly IReplyStreamReader reader;
    private readonly IReplyWriter writer;
    private readonly ReplyRelay relay;
    private readonly IEventFraming framing;
    private bool hasShown;
    private bool hasEnded;

    public TranslatedStreamAnswer(Attempt attempt, UpstreamBody body)
        : base(attempt, body)
    {
        var translation = attempt.Translation!;
        reader = translation.Upstream.CreateStreamReader(attempt.Request.Id);
        writer = translation.CreateWriter(isStream: true, output);
        relay = new ReplyRelay(attempt, writer, output, Text?.Output);
        framing = body.IsEventStream ? new ServerSentFraming() : new AmazonFraming();
    }

    public override string ContentType => writer.ContentType;

    public override bool IsEventStream => true;

    public override Usage? Usage => relay.Usage;

    private protected override int? Deltas => relay.Deltas;

    private protected override async ValueTask<ReadOnlyMemory<byte>> NextAsync()
    {
        output.Clear();
        while (!hasEnded && output.Count == 0)
        {
            var piece = await Body.ReadAsync();
            if (piece.IsEmpty)
            {
                Close();
                break;
            }

            framing.Add(piece.Span);
            Translate();
        }

        hasShown |= output.Count > 0;
        return output.WrittenMemory;
    }

    private protected override void Release()
    {
        framing.Dispose();
        output.Dispose();
    }

    private void Translate()
    {
        while (relay.Failure is null && framing.TryTake(out var name, out var data))
        {
            reader.Read(name, data, relay);
        }

        if (relay.Failure is not null || framing.Problem is not null)
        {
            End(relay.Failure ?? new AttemptFailure(FailureKind.CutOff, framing.Problem!));
        }
    }

    private void Close()
    {
        framing.Close();
        Translate();
        if (hasEnded)
        {
            return;
        }

        hasEnded = true;
        if (!relay.IsComplete && (Body.Failure is not null || !reader.Close(relay)) && !Body.Clock.HasClientLeft)
        {
            End(Body.Failure ?? new AttemptFailure(FailureKind.CutOff, "The upstream ended its stream before the answer was complete."));
        }
    }

    // Before anything was shown the failure has a status; after that it is the dialect's error event.
    private void End(AttemptFailure failure)
    {
        hasEnded = true;
        Failure = failure;
        if (hasShown || output.Count > 0)
        {
            var error = GatewayErrors.Of(failure);
            relay.Tell(new UpstreamError(ErrorKind.Other, error.Message, error.Code));
            IsFailureTold = true;
        }
    }
}
