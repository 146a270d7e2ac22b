using System.Buffers;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Protocols;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI.Chat;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Gateway.Answers;

/// <summary>
/// A stream, passed on event by event as it comes. An event that has begun to arrive waits for its end, so that a broken connection never leaves half an
/// event with the client; the usage chunk that the client did not ask for stays behind.
/// </summary>
internal sealed class EventStreamAnswer : UpstreamAnswer
{
    /// <summary>An event longer than this is passed on in parts, unread: memory stays bounded.</summary>
    private const int MaxHeld = 1 << 20;

    private readonly StreamWatch? watch;
    private readonly AskedModel? asked;
    private byte[] held = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int heldLength;
    private int passed;
    private bool isDone;
    private int deltas;
    private bool hasFinished;
    private bool hasEnded;
    private AttemptFailure? upstreamError;
    private Usage? usage;

    public EventStreamAnswer(Attempt attempt, UpstreamBody body)
        : base(attempt, body)
    {
        watch = attempt.Endpoint!.Dialect is null or Dialect.Chat ? null : new StreamWatch(attempt, Text?.Output);
        asked = attempt.AskedModel.IsPresent ? new AskedModel(attempt.AskedModel) : null;
        hasFinished = attempt.Request.Operation is Operation.Images or Operation.Audio; // Their streams have no terminator: the last one ends the connection.
    }

    public override string ContentType => Body.ContentType ?? "text/event-stream";

    public override bool IsEventStream => true;

    public override Usage? Usage => usage;

    private protected override int? Deltas => watch?.Deltas ?? deltas;

    private protected override bool HasTerminator => isDone;

    private protected override async ValueTask<ReadOnlyMemory<byte>> NextAsync()
    {
        while (!hasEnded)
        {
            DropPassed();
            var piece = await Body.ReadAsync();
            if (piece.IsEmpty)
            {
                hasEnded = true;
                return End();
            }

            Hold(piece.Span);
            NameModel();
            if (TakeEvents() is { IsEmpty: false } events)
            {
                return events;
            }
        }

        return default;
    }

    private protected override void Release()
    {
        ArrayPool<byte>.Shared.Return(held);
        held = [];
    }

    private void DropPassed()
    {
        held.AsSpan(passed, heldLength - passed).CopyTo(held);
        heldLength -= passed;
        passed = 0;
    }

    private void Hold(ReadOnlySpan<byte> piece)
    {
        Reserve(piece.Length);
        piece.CopyTo(held.AsSpan(heldLength));
        heldLength += piece.Length;
    }

    private void Reserve(int length)
    {
        if (heldLength + length > held.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((heldLength + length) * 2);
            held.AsSpan(0, heldLength).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(held);
            held = larger;
        }
    }

    private void NameModel()
    {
        if (asked is not { IsPast: false } || asked.Find(held.AsMemory(0, heldLength)) is not { Length: > 0 } found)
        {
            return;
        }

        var name = asked.Json.Span;
        Reserve(name.Length);
        held.AsSpan((found.Start + found.Length)..heldLength).CopyTo(held.AsSpan(found.Start + name.Length));
        name.CopyTo(held.AsSpan(found.Start));
        heldLength += name.Length - found.Length;
    }

    // Whole events move to the front as they are kept, so that what goes on is one piece.
    private ReadOnlyMemory<byte> TakeEvents()
    {
        ReadOnlySpan<byte> rest = held.AsSpan(0, heldLength);
        var kept = 0;
        var taken = 0;
        while (ServerSentEvents.TryTake(ref rest, out var whole))
        {
            if (Keeps(held.AsMemory(taken, whole.Length)))
            {
                whole.CopyTo(held.AsSpan(kept));
                kept += whole.Length;
            }

            taken += whole.Length;
        }

        passed = taken;
        if (passed == 0 && heldLength > MaxHeld)
        {
            passed = kept = heldLength;
        }

        return held.AsMemory(0, kept);
    }

    private bool Keeps(ReadOnlyMemory<byte> whole)
    {
        var read = watch?.Read(whole) ?? ReadChat(whole);
        usage = read.Usage ?? usage;
        isDone |= read.IsDone;
        hasFinished |= read.IsFinish;
        return read.IsError ? KeepsError(whole) : !(read.IsUsageOnly && Attempt.HidesUsage);
    }

    private ChatStreamEvent ReadChat(ReadOnlyMemory<byte> whole)
    {
        Text?.Read(whole);
        var read = ChatStreamEvent.Read(whole.Span);
        deltas = read.Usage is not null ? 0 : read.IsDone || read.IsFinish || whole.Span[0] == ':' ? deltas : deltas + 1;
        return read;
    }

    // The upstream's own error event goes to the client as it came, unless it quotes one of our secrets: then ours takes its place.
    private bool KeepsError(ReadOnlyMemory<byte> whole)
    {
        var secrets = Attempt.Provider.SecretValues;
        var error = JsonSlice.TryParse(ServerSentEvents.Data(whole), out var data) ? Codecs.Of(Attempt.Endpoint!.Dialect ?? Dialect.Chat).ReadError(data, null) : default;
        var said = SecretMask.Cut(SecretMask.Apply(error.Message ?? "nothing more", secrets));
        upstreamError ??= new AttemptFailure(FailureKind.CutOff, $"The upstream ended its stream with an error. It said: {said}") { UpstreamCode = error.Code };
        IsFailureTold = !SecretMask.Finds(whole.Span, secrets);
        return IsFailureTold;
    }

    // A stream is whole when it said so, whatever becomes of the connection then, or when its choices had ended: some servers leave the terminator out.
    private ReadOnlyMemory<byte> End()
    {
        // What is left lacks its closing empty line, or that is of lone CRs, whose end cannot be told before the stream's.
        var isKept = Body.Failure is null && heldLength > 0 && Keeps(held.AsMemory(0, heldLength));
        Failure = isDone ? upstreamError : Body.Failure ?? upstreamError;
        if (Failure is null && !isDone && !hasFinished && !Body.Clock.HasClientLeft)
        {
            Failure = new AttemptFailure(FailureKind.CutOff, "The upstream ended its stream before the answer was complete.");
        }

        return isKept && (Failure is null || IsFailureTold) ? held.AsMemory(0, heldLength) : default;
    }
}
