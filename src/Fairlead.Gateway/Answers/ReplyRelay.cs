using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Gateway.Answers;

/// <summary>Stands between the reader of an upstream's answer and the client's writer, and keeps what the record needs.</summary>
/// <param name="attempt">The attempt.</param>
/// <param name="writer">The client's writer.</param>
/// <param name="output">Where it writes.</param>
/// <param name="text">Hears the text too, where it is to be counted.</param>
internal sealed class ReplyRelay(Attempt attempt, IReplyWriter writer, PooledBuffer output, IReplySink? text) : IReplySink
{
    /// <summary>What the answer cost, once the upstream has said.</summary>
    public Usage? Usage { get; private set; }

    /// <summary>The pieces of text since then.</summary>
    public int Deltas { get; private set; }

    /// <summary>Whether the answer is whole.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The error that the upstream reported in place of the rest.</summary>
    public AttemptFailure? Failure { get; private set; }

    public void Start(in ReplyStart start) => writer.Start(start);

    public void BeginBlock(in BlockStart block)
    {
        text?.BeginBlock(block);
        writer.BeginBlock(block);
    }

    public void Append(in BlockDelta delta)
    {
        Deltas += delta.Kind is DeltaKind.Text or DeltaKind.Arguments ? 1 : 0;
        text?.Append(delta);
        writer.Append(delta);
    }

    public void EndBlock(int choice, int block) => writer.EndBlock(choice, block);

    public void Finish(int choice, in StopReason reason) => writer.Finish(choice, reason);

    public void Count(in Usage usage)
    {
        Usage = usage;
        Deltas = 0;
        writer.Count(usage);
    }

    public void Complete()
    {
        IsComplete = true;
        var before = output.Count;
        writer.Complete();
        attempt.Keeper?.Keep(output.WrittenMemory[before..]);
    }

    /// <summary>Tells the client of a failure, in place of the rest.</summary>
    public void Tell(in UpstreamError failure)
    {
        var before = output.Count;
        writer.Fail(failure);
        attempt.Keeper?.Keep(output.WrittenMemory[before..]);
    }

    // Not told to the writer yet: before the answer's first byte it becomes a status.
    public void Fail(in UpstreamError failure)
    {
        var secrets = attempt.Provider.SecretValues;
        var said = SecretMask.Cut(SecretMask.Apply(failure.Message ?? "nothing more", secrets));
        Failure = new AttemptFailure(StreamErrors.KindOf(failure.Kind), $"The upstream ended its stream with an error. It said: {said}")
        {
            UpstreamCode = failure.Kind == ErrorKind.ContextLength ? "context_length_exceeded" : failure.Code is null ? null : SecretMask.Apply(failure.Code, secrets),
            Words = said,
        };
    }
}
