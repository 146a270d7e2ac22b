using System.Buffers;
using System.Text;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Gateway.Metering;

/// <summary>Hears an answer and keeps what the model wrote: text, thoughts, refusals, the names and arguments of tool calls. Each block is a text of its own.</summary>
/// <param name="take">Takes room for so many bytes; they are not kept when it says no.</param>
internal sealed class OutputText(Func<int, bool> take) : IReplySink, IDisposable
{
    private readonly List<Block> blocks = new(1);
    private int next;

    /// <summary>The tokens of what was kept, and how many of them were thoughts.</summary>
    public (long All, long Reasoning) Count()
    {
        var (all, reasoning) = (0L, 0L);
        foreach (var block in blocks)
        {
            var tokens = Tokens.Count(Encoding.UTF8.GetString(JsonText.Unescape(block.Text.WrittenMemory.Span)));
            all += tokens;
            reasoning += block.IsReasoning ? tokens : 0;
        }

        return (all, reasoning);
    }

    /// <summary>A text that stands by itself, a string as it was written.</summary>
    public void Add(int choice, JsonSlice text) => Append(new BlockDelta(choice, 0, DeltaKind.Text, text));

    public void BeginBlock(in BlockStart block)
    {
        if (block.Name.IsString)
        {
            Keep(Open(block.Choice, --next, isReasoning: false), block.Name);
        }

        Open(block.Choice, block.Block, block.Kind == BlockKind.Reasoning);
    }

    public void Append(in BlockDelta delta)
    {
        // What is appended as written may begin or end within a pair of escapes: they are removed from the whole.
        if (delta.Kind is DeltaKind.Text or DeltaKind.Arguments)
        {
            Keep(Find(delta.Choice, delta.Block) ?? Open(delta.Choice, delta.Block, isReasoning: false), delta.Value);
        }
    }

    public void Start(in ReplyStart start)
    {
        // Its text alone matters.
    }

    public void EndBlock(int choice, int block)
    {
        // As above.
    }

    public void Finish(int choice, in StopReason reason)
    {
        // As above.
    }

    public void Count(in Fairlead.Protocols.Usage usage)
    {
        // As above.
    }

    public void Complete()
    {
        // As above.
    }

    public void Fail(in UpstreamError failure)
    {
        // As above.
    }

    public void Dispose() => blocks.ForEach(static block => block.Text.Dispose());

    private void Keep(Block block, JsonSlice text)
    {
        if (take(text.Inner.Length))
        {
            block.Text.Write(text.Inner);
        }
    }

    private Block Open(int choice, int number, bool isReasoning)
    {
        var block = new Block(choice, number, isReasoning, new PooledBuffer());
        blocks.Add(block);
        return block;
    }

    // The one that grows is mostly the last.
    private Block? Find(int choice, int number)
    {
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            if (blocks[i].Choice == choice && blocks[i].Number == number)
            {
                return blocks[i];
            }
        }

        return null;
    }

    private sealed record Block(int Choice, int Number, bool IsReasoning, PooledBuffer Text);
}
