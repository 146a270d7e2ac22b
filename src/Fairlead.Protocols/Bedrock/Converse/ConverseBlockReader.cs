using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Tells the blocks of an answer. Only a tool call says that it begins: others begin with what they first bring.</summary>
internal sealed class ConverseBlockReader(IReplySink sink)
{
    private readonly List<OpenBlock> open = new(2);
    private int blockCount;

    /// <summary>A tool call begins.</summary>
    public void BeginCall(long index, JsonSlice toolUse)
    {
        End(index);
        var call = new OpenBlock(index, blockCount++, BlockKind.ToolCall);
        open.Add(call);
        sink.BeginBlock(new BlockStart(0, call.Block, BlockKind.ToolCall) { CallId = Text(toolUse["toolUseId"u8]), Name = Text(toolUse["name"u8]) });
    }

    /// <summary>A block grows.</summary>
    public void Append(long index, JsonSlice delta)
    {
        var thought = delta["reasoningContent"u8];
        Append(index, BlockKind.Text, DeltaKind.Text, delta["text"u8]);
        Append(index, BlockKind.ToolCall, DeltaKind.Arguments, delta["toolUse"u8]["input"u8]);
        Append(index, BlockKind.Reasoning, DeltaKind.Text, thought["text"u8]);
        Append(index, BlockKind.Reasoning, DeltaKind.Signature, thought["signature"u8]);
        Append(index, BlockKind.Reasoning, DeltaKind.Redacted, thought["redactedContent"u8]);
    }

    /// <summary>A block grows.</summary>
    public void Append(long index, BlockKind kind, DeltaKind deltaKind, JsonSlice value)
    {
        if (!value.IsString || value.IsEmptyString)
        {
            return;
        }

        var position = Find(index);
        if (position >= 0 && open[position].Kind != kind)
        {
            End(index);
            position = -1;
        }

        if (position >= 0)
        {
            sink.Append(new BlockDelta(0, open[position].Block, deltaKind, value));
        }
        else if (kind != BlockKind.ToolCall)
        {
            open.Add(new OpenBlock(index, blockCount++, kind));
            sink.BeginBlock(new BlockStart(0, open[^1].Block, kind));
            sink.Append(new BlockDelta(0, open[^1].Block, deltaKind, value));
        }
    }

    /// <summary>A block is whole.</summary>
    public void End(long index)
    {
        if (Find(index) is var position and >= 0)
        {
            sink.EndBlock(0, open[position].Block);
            open.RemoveAt(position);
        }
    }

    /// <summary>Every block is whole.</summary>
    public void EndAll()
    {
        while (open.Count > 0)
        {
            End(open[0].Index);
        }
    }

    private int Find(long index)
    {
        for (var i = 0; i < open.Count; i++)
        {
            if (open[i].Index == index)
            {
                return i;
            }
        }

        return -1;
    }

    private static JsonSlice Text(JsonSlice text) => text.IsString ? text : JsonSlice.Of("");

    private readonly record struct OpenBlock(long Index, int Block, BlockKind Kind);
}
