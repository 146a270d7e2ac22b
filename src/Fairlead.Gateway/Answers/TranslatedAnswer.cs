using System.Buffers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Gateway.Answers;

/// <summary>A whole answer in another dialect than the client's; a client that wants a stream gets one made of it.</summary>
internal sealed class TranslatedAnswer : UpstreamAnswer
{
    private const int MaxAnswer = 64 << 20;
    private readonly PooledBuffer output = new();
    private readonly IReplyWriter writer;
    private readonly ReplyRelay relay;
    private bool isWritten;

    public TranslatedAnswer(Attempt attempt, UpstreamBody body)
        : base(attempt, body)
    {
        writer = attempt.Translation!.CreateWriter(attempt.Request.Outline.IsStream, output);
        relay = new ReplyRelay(attempt, writer, output, Text?.Output);
    }

    public override string ContentType => writer.ContentType;

    public override bool IsEventStream => Request.Outline.IsStream;

    public override Usage? Usage => relay.Usage;

    private protected override async ValueTask<ReadOnlyMemory<byte>> NextAsync()
    {
        if (isWritten)
        {
            return default;
        }

        isWritten = true;
        using var whole = new PooledBuffer();
        for (var piece = await Body.ReadAsync(); !piece.IsEmpty && whole.Count <= MaxAnswer; piece = await Body.ReadAsync())
        {
            whole.Write(piece.Span);
        }

        Failure = Body.Failure;
        if (Failure is null && !Body.Clock.HasClientLeft)
        {
            Translate(whole.WrittenMemory);
        }

        return Failure is null ? output.WrittenMemory : default;
    }

    private protected override void Release() => output.Dispose();

    private void Translate(ReadOnlyMemory<byte> whole)
    {
        if (!JsonSlice.TryParse(whole, out var json) || !Attempt.Translation!.Upstream.ReplyReader.TryRead(json, relay))
        {
            Failure = new AttemptFailure(
                FailureKind.NotOpenAIShaped,
                $"The upstream of provider '{Attempt.Provider.Identifier}' answered 200, but not in the shape of {Attempt.Endpoint!.Dialect}; check baseUrl.");
        }
    }
}
