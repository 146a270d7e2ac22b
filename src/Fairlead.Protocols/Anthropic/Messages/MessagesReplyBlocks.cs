using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>
/// Reads the blocks of <c>content</c>, whole or by deltas. Those of the vendor's own tools have no counterpart and are passed over, so the
/// numbers told are not the upstream's.
/// </summary>
/// <param name="answer">What ids of calls are made of where the upstream gives none; null for random ones.</param>
internal sealed class MessagesReplyBlocks(string? answer = null)
{
    private readonly CallIds ids = new("toolu", answer);
    private readonly List<Open> open = new(2);
    private int count;

    /// <summary>A block begins, with whatever is in it already.</summary>
    public void Begin(long index, JsonSlice block, IReplySink sink)
    {
        if (KindOf(block["type"u8]) is not { } kind)
        {
            return;
        }

        var number = count++;
        open.Add(new Open(index, number));
        sink.BeginBlock(new BlockStart(0, number, kind)
        {
            CallId = kind == BlockKind.ToolCall ? ids.Of(block["id"u8], $"{number}") : default,
            Name = kind == BlockKind.ToolCall && block["name"u8] is { IsString: true } name ? name : default,
        });
        Append(number, DeltaKind.Text, kind == BlockKind.Text ? block["text"u8] : block["thinking"u8], sink);
        Append(number, DeltaKind.Signature, kind == BlockKind.Reasoning ? block["signature"u8] : default, sink);
        Append(number, DeltaKind.Redacted, kind == BlockKind.Reasoning ? block["data"u8] : default, sink);
        if (kind == BlockKind.ToolCall && HasMembers(block["input"u8]))
        {
            Append(number, DeltaKind.Arguments, JsonText.Stringify(block["input"u8]), sink);
        }
    }

    /// <summary>A block grows.</summary>
    public void Append(long index, JsonSlice delta, IReplySink sink)
    {
        if (Find(index) is not { } block)
        {
            return;
        }

        var type = delta["type"u8];
        if (type.Is("text_delta"u8))
        {
            Append(block.Number, DeltaKind.Text, delta["text"u8], sink);
        }
        else if (type.Is("input_json_delta"u8))
        {
            Append(block.Number, DeltaKind.Arguments, delta["partial_json"u8], sink);
        }
        else if (type.Is("thinking_delta"u8))
        {
            Append(block.Number, DeltaKind.Text, delta["thinking"u8], sink);
        }
        else if (type.Is("signature_delta"u8))
        {
            Append(block.Number, DeltaKind.Signature, delta["signature"u8], sink);
        }
    }

    /// <summary>A block is whole.</summary>
    public void End(long index, IReplySink sink)
    {
        if (Find(index) is { } block)
        {
            open.Remove(block);
            sink.EndBlock(0, block.Number);
        }
    }

    /// <summary>No block grows any more.</summary>
    public void EndAll(IReplySink sink)
    {
        foreach (var block in open)
        {
            sink.EndBlock(0, block.Number);
        }

        open.Clear();
    }

    private static BlockKind? KindOf(JsonSlice type) =>
        type.Is("text"u8) ? BlockKind.Text
        : type.Is("tool_use"u8) ? BlockKind.ToolCall
        : type.Is("thinking"u8) || type.Is("redacted_thinking"u8) ? BlockKind.Reasoning
        : null;

    private static bool HasMembers(JsonSlice input)
    {
        foreach (var _ in input.Members)
        {
            return true;
        }

        return false;
    }

    private static void Append(int number, DeltaKind kind, JsonSlice value, IReplySink sink)
    {
        if (value.IsString && !value.IsEmptyString)
        {
            sink.Append(new BlockDelta(0, number, kind, value));
        }
    }

    private Open? Find(long index)
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i].Index == index)
            {
                return open[i];
            }
        }

        return null;
    }

    private readonly record struct Open(long Index, int Number);
}
