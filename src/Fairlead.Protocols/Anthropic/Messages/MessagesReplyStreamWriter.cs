using System.Buffers;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>
/// Writes a streamed message. Source: https://docs.anthropic.com/en/api/messages-streaming. The dialect has one answer: others than the first
/// are left out. What <c>message_delta</c> says is known at the very end only, so it waits for that. One block ends before the next begins: clients
/// take every delta for one of the last block.
/// </summary>
/// <param name="context">What is known of the request.</param>
/// <param name="output">Where events go.</param>
public sealed class MessagesReplyStreamWriter(ReplyContext context, IBufferWriter<byte> output) : IReplyWriter
{
    private readonly MessagesStreamEvents events = new(new EventWriter(output));
    private readonly BlockMap<Block> blocks = new();
    private Block? waiting;
    private Block? open;
    private StopReason reason;
    private Usage usage;
    private bool hasRefused;
    private bool hasCalls;

    /// <inheritdoc/>
    public string ContentType => "text/event-stream";

    /// <inheritdoc/>
    public void Start(in ReplyStart start) => events.StartMessage(MessagesWords.Id(start.Id, context), context.Model);

    /// <inheritdoc/>
    public void BeginBlock(in BlockStart block)
    {
        if (block.Choice != 0)
        {
            return;
        }

        BeginWaiting();
        var known = context.AsClientKnows(block);
        var begun = new Block(known with { CallId = known.CallId.Copy(), Name = known.Name.Copy() });
        blocks.Add(0, block.Block, begun);
        hasRefused |= block.Kind == BlockKind.Refusal;
        hasCalls |= block.Kind == BlockKind.ToolCall;

        // How thoughts begin depends on whether they can be read, and Gemini's proof of a call goes before the call: the next thing told decides.
        waiting = begun;
        if (block.Kind is BlockKind.Text or BlockKind.Refusal)
        {
            BeginWaiting();
        }
    }

    /// <inheritdoc/>
    public void Append(in BlockDelta delta)
    {
        if (delta.Choice != 0 || delta.Kind == DeltaKind.LogProbs || blocks.Find(0, delta.Block) is not { } block)
        {
            return;
        }

        if (delta.Kind == DeltaKind.Redacted)
        {
            WriteRedacted(block, delta.Value);
            return;
        }

        if (delta.Kind == DeltaKind.Signature && block.Start.Kind == BlockKind.ToolCall)
        {
            WriteProofOfCall(block, delta.Value);
            return;
        }

        BeginWaiting();
        if (delta.Kind == DeltaKind.Signature || block.Start.Kind != BlockKind.Reasoning || context.ShowsReasoning)
        {
            events.Append(block.Index, block.Start.Kind, delta.Kind, delta.Value);
        }
    }

    /// <inheritdoc/>
    public void EndBlock(int choice, int block)
    {
        if (choice == 0 && blocks.Find(0, block) is { } ended)
        {
            BeginWaiting();
            if (open == ended)
            {
                EndOpen();
            }
        }
    }

    /// <inheritdoc/>
    public void Finish(int choice, in StopReason reason)
    {
        if (choice == 0)
        {
            this.reason = reason.Copy();
        }
    }

    /// <inheritdoc/>
    public void Count(in Usage usage) => this.usage = usage;

    /// <inheritdoc/>
    public void Complete() => events.EndMessage(MessagesWords.Word(reason, hasRefused, hasCalls), reason.Sequence, usage);

    /// <inheritdoc/>
    public void Fail(in UpstreamError failure) => events.Fail(failure);

    private void BeginWaiting()
    {
        if (waiting is { } block)
        {
            waiting = null;
            Begin(block, redacted: default);
        }
    }

    // Chat ends its calls all together, at the end. Should one of its fragments come after the next call's start, it is still told by its block's index.
    private void Begin(Block block, JsonSlice redacted)
    {
        EndOpen();
        block.Index = events.BeginBlock(block.Start, redacted);
        open = block;
    }

    private void EndOpen()
    {
        if (open is { } block)
        {
            open = null;
            events.EndBlock(block.Index);
        }
    }

    private void WriteRedacted(Block block, JsonSlice data)
    {
        if (waiting == block)
        {
            waiting = null;
        }

        Begin(block, data);
    }

    // Nothing else that comes back from Anthropic's clients can carry it: a thought without text, which the call's own vendor takes as the call's proof.
    private void WriteProofOfCall(Block block, JsonSlice signature)
    {
        if (waiting == block)
        {
            EndOpen();
            var thought = events.BeginBlock(new BlockStart(0, 0, BlockKind.Reasoning), redacted: default);
            events.Append(thought, BlockKind.Reasoning, DeltaKind.Signature, signature);
            events.EndBlock(thought);
            BeginWaiting();
        }
    }

    private sealed class Block(BlockStart start)
    {
        public BlockStart Start { get; } = start;

        public int Index { get; set; } = -1;
    }
}
