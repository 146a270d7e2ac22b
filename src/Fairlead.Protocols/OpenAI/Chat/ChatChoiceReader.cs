using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Reads the message of one choice, whole or by deltas, as blocks: the dialect has fields where others have blocks.</summary>
internal sealed class ChatChoiceReader(int index, IReplySink sink, CallIds ids)
{
    private readonly List<Call> calls = [];
    private int blockCount;
    private int open = -1;
    private BlockKind openKind;

    /// <summary>The choice's number.</summary>
    public int Index { get; } = index;

    /// <summary>Whether its end has been told.</summary>
    public bool HasFinished { get; private set; }

    /// <summary>Reads a message or a delta: thoughts before text, text before calls, whatever the order of the fields.</summary>
    public void ReadDelta(JsonSlice delta, JsonSlice logProbs)
    {
        JsonSlice thoughts = default, signed = default, content = default, refusal = default, toolCalls = default, legacy = default;
        foreach (var member in delta.Members)
        {
            _ = member.Is("content"u8) ? content = member.Value
                : member.Is("tool_calls"u8) ? toolCalls = member.Value
                : member.Is("reasoning_content"u8) ? thoughts = member.Value
                : member.Is("reasoning"u8) && !thoughts.IsString ? thoughts = member.Value
                : member.Is("thinking_blocks"u8) ? signed = member.Value
                : member.Is("refusal"u8) ? refusal = member.Value
                : member.Is("function_call"u8) ? legacy = member.Value
                : default;
        }

        ReadReasoning(thoughts, signed);
        ReadText(content, BlockKind.Text);
        if (logProbs["content"u8] is { IsArray: true } tokens && open >= 0)
        {
            sink.Append(new BlockDelta(Index, open, DeltaKind.LogProbs, tokens));
        }

        ReadText(refusal, BlockKind.Refusal);
        foreach (var call in toolCalls.Items)
        {
            ReadCall(call);
        }

        if (legacy.IsObject)
        {
            ReadCall(0, default, legacy, legacy["arguments"u8], isCustom: false);
        }
    }

    /// <summary>Ends the blocks and the choice.</summary>
    public void Finish(JsonSlice reason)
    {
        if (HasFinished)
        {
            return;
        }

        HasFinished = true;
        CloseText();
        foreach (var call in calls)
        {
            sink.EndBlock(Index, call.Block);
        }

        sink.Finish(Index, ChatWords.Reason(reason));
    }

    private void ReadReasoning(JsonSlice thoughts, JsonSlice signed)
    {
        ReadText(thoughts, BlockKind.Reasoning);
        foreach (var block in signed.Items)
        {
            if (!thoughts.IsString)
            {
                ReadText(block["thinking"u8], BlockKind.Reasoning);
            }

            ReadProof(block["signature"u8], DeltaKind.Signature);
            ReadProof(block["data"u8], DeltaKind.Redacted);
        }
    }

    private void ReadProof(JsonSlice proof, DeltaKind kind)
    {
        if (proof.IsString)
        {
            sink.Append(new BlockDelta(Index, Open(BlockKind.Reasoning), kind, proof));
            CloseText(); // The proof is of all that was thought before: what comes after is another thought.
        }
    }

    private void ReadText(JsonSlice text, BlockKind kind)
    {
        if (text.IsString && !text.IsEmptyString)
        {
            sink.Append(new BlockDelta(Index, Open(kind), DeltaKind.Text, text));
        }
    }

    private void ReadCall(JsonSlice call)
    {
        var custom = call["custom"u8];
        var called = custom.IsObject ? custom : call["function"u8];
        var position = (int)(call["index"u8].AsInt64() ?? (call["id"u8].IsString ? calls.Count : Math.Max(0, calls.Count - 1)));
        var block = ReadCall(position, call["id"u8], called, custom.IsObject ? custom["input"u8] : called["arguments"u8], custom.IsObject);
        if (call["extra_content"u8]["google"u8]["thought_signature"u8] is { IsString: true } signature)
        {
            sink.Append(new BlockDelta(Index, block, DeltaKind.Signature, signature));
        }
    }

    private int ReadCall(int position, JsonSlice id, JsonSlice called, JsonSlice arguments, bool isCustom)
    {
        var call = Find(position, id) ?? Begin(position, id, called["name"u8], isCustom);
        if (arguments.IsString && !arguments.IsEmptyString)
        {
            sink.Append(new BlockDelta(Index, call.Block, DeltaKind.Arguments, arguments));
        }

        return call.Block;
    }

    // Some servers number every call 0 and tell them apart by their ids alone.
    private Call? Find(int position, JsonSlice id) => calls.FindLast(call => call.Position == position && (id.Inner.IsEmpty || id.Text.Span.SequenceEqual(call.Id.Text.Span)));

    private Call Begin(int position, JsonSlice id, JsonSlice name, bool isCustom)
    {
        CloseText();
        var known = ids.Of(id, $"{Index}_{blockCount}").Copy();
        var call = new Call(position, known, blockCount++);
        calls.Add(call);
        sink.BeginBlock(new BlockStart(Index, call.Block, BlockKind.ToolCall) { CallId = known, Name = name, IsCustom = isCustom });
        return call;
    }

    private int Open(BlockKind kind)
    {
        if (open >= 0 && openKind == kind)
        {
            return open;
        }

        CloseText();
        open = blockCount++;
        openKind = kind;
        sink.BeginBlock(new BlockStart(Index, open, kind));
        return open;
    }

    private void CloseText()
    {
        if (open >= 0)
        {
            sink.EndBlock(Index, open);
            open = -1;
        }
    }

    private sealed record Call(int Position, JsonSlice Id, int Block);
}
