using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.OpenAI.Chat;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Gateway.Answers;

/// <summary>Watches a stream that passes through in Responses or Messages: whose it is, what it cost, how it ends. Chat has a cheaper way of its own.</summary>
internal sealed class StreamWatch : IReplySink
{
    private readonly IReplyStreamReader reader;
    private readonly ResponseKeeper? keeper;
    private readonly IReplySink? text;
    private ChatStreamEvent seen;

    public StreamWatch(Attempt attempt, IReplySink? text)
    {
        this.text = text;
        reader = Codecs.Of(attempt.Endpoint!.Dialect!.Value).CreateStreamReader(attempt.Request.Id);
        keeper = attempt.Keeper;
    }

    /// <summary>The pieces of text since the last usage.</summary>
    public int Deltas { get; private set; }

    /// <summary>What an event says beside its text.</summary>
    public ChatStreamEvent Read(ReadOnlyMemory<byte> whole)
    {
        seen = default;
        reader.Read(ServerSentEvents.Name(whole.Span), ServerSentEvents.Data(whole), this);
        return seen;
    }

    public void Start(in ReplyStart start)
    {
        if (keeper is not null && start.Id.AsString() is { } id)
        {
            keeper.Remember(id);
        }
    }

    public void BeginBlock(in BlockStart block) => text?.BeginBlock(block);

    public void Append(in BlockDelta delta)
    {
        Deltas += delta.Kind is DeltaKind.Text or DeltaKind.Arguments ? 1 : 0;
        text?.Append(delta);
    }

    public void EndBlock(int choice, int block)
    {
        // Watched for its end and its cost alone.
    }

    public void Finish(int choice, in StopReason reason)
    {
        // As above.
    }

    public void Count(in Usage usage)
    {
        seen = seen with { Usage = usage };
        Deltas = 0;
    }

    public void Complete() => seen = seen with { IsDone = true };

    public void Fail(in UpstreamError failure) => seen = seen with { IsError = true };
}
