using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// Tells the items of an output as blocks, whole or piece by piece: a message's parts are a block each, every other item is one. Items are
/// known by their place in the output. What the vendor's own tools did has no block.
/// </summary>
/// <param name="sink">Who is told.</param>
/// <param name="answer">What ids of calls are made of where the upstream gives none; null for random ones.</param>
internal sealed class ResponsesOutputReader(IReplySink sink, string? answer = null)
{
    // The place of what is no part of a message.
    private const long Whole = -1;

    private readonly List<Open> blocks = new(4);
    private readonly CallIds ids = new("call", answer);

    /// <summary>Whether tools are to be called.</summary>
    public bool HasCalls { get; private set; }

    /// <summary>Whether any block has been told.</summary>
    public bool HasBlocks => blocks.Count > 0;

    /// <summary>An item begins.</summary>
    public void BeginItem(long item, JsonSlice value)
    {
        var type = value["type"u8];
        if (type.Is("function_call"u8) || type.Is("custom_tool_call"u8))
        {
            BeginCall(item, value, type.Is("custom_tool_call"u8));
        }
    }

    /// <summary>A part of a message begins.</summary>
    public void BeginPart(long item, long part, JsonSlice value)
    {
        if (KindOf(value) is { } kind)
        {
            Find(item, part, kind);
        }
    }

    /// <summary>A part's text grows.</summary>
    public void AppendText(long item, long part, BlockKind kind, JsonSlice text, JsonSlice logProbs)
    {
        var block = Find(item, part, kind);
        Append(block, DeltaKind.Text, text);
        AppendLogProbs(block, logProbs);
    }

    /// <summary>Thoughts grow. The parts of their summary, and after it those of their text, are paragraphs of one block.</summary>
    public void AppendThoughts(long item, long paragraph, JsonSlice text)
    {
        var block = Find(item, Whole, BlockKind.Reasoning);
        if (block.HasText && block.Paragraph != paragraph)
        {
            Append(block, DeltaKind.Text, ResponsesThoughts.Separator);
        }

        block.Paragraph = paragraph;
        Append(block, DeltaKind.Text, text);
    }

    /// <summary>A call's arguments grow.</summary>
    public void AppendArguments(long item, JsonSlice text)
    {
        if (Known(item, Whole, BlockKind.ToolCall) is { } call)
        {
            Append(call, DeltaKind.Arguments, text);
        }
    }

    /// <summary>An item is whole: tells what has not been told of it.</summary>
    public void EndItem(long item, JsonSlice value)
    {
        var type = value["type"u8];
        if (type.Is("message"u8))
        {
            EndMessage(item, value);
        }
        else if (type.Is("reasoning"u8))
        {
            EndThoughts(item, value);
        }
        else if (type.Is("function_call"u8) || type.Is("custom_tool_call"u8))
        {
            var isCustom = type.Is("custom_tool_call"u8);
            var call = Known(item, Whole, BlockKind.ToolCall) ?? BeginCall(item, value, isCustom);
            EndCall(call, isCustom ? value["input"u8] : value["arguments"u8]);
        }
    }

    /// <summary>Ends the blocks whose items' ends were never told.</summary>
    public void EndAll()
    {
        foreach (var block in blocks)
        {
            End(block);
        }
    }

    private void EndMessage(long item, JsonSlice value)
    {
        var part = 0;
        foreach (var content in value["content"u8].Items)
        {
            if (KindOf(content) is { } kind)
            {
                EndPart(Find(item, part, kind), content);
            }

            part++;
        }
    }

    private void EndPart(Open block, JsonSlice content)
    {
        if (!block.HasText)
        {
            Append(block, DeltaKind.Text, block.Kind == BlockKind.Refusal ? content["refusal"u8] : content["text"u8]);
            AppendLogProbs(block, content["logprobs"u8]);
        }

        End(block);
    }

    private static BlockKind? KindOf(JsonSlice part) =>
        part["type"u8].Is("output_text"u8) ? BlockKind.Text
        : part["type"u8].Is("refusal"u8) ? BlockKind.Refusal
        : null;

    // Most models show neither their thoughts nor a proof of them: then there is nothing to tell.
    private void EndThoughts(long item, JsonSlice value)
    {
        var thoughts = ResponsesThoughts.Read(value);
        if (thoughts is { Text.Inner.IsEmpty: true, Signature.IsPresent: false, Redacted.IsPresent: false } && Known(item, Whole, BlockKind.Reasoning) is null)
        {
            return;
        }

        var block = Find(item, Whole, BlockKind.Reasoning);
        if (!block.HasText)
        {
            Append(block, DeltaKind.Text, thoughts.Text);
        }

        Append(block, DeltaKind.Signature, thoughts.Signature);
        Append(block, DeltaKind.Redacted, thoughts.Redacted);
        End(block);
    }

    private void EndCall(Open block, JsonSlice arguments)
    {
        if (!block.HasText)
        {
            Append(block, DeltaKind.Arguments, arguments);
        }

        End(block);
    }

    private Open BeginCall(long item, JsonSlice value, bool isCustom)
    {
        HasCalls = true;
        var block = Add(item, Whole, BlockKind.ToolCall);
        var id = ids.Of(value["call_id"u8] is { Inner.IsEmpty: false } given ? given : value["id"u8], $"{block.Number}");
        var name = value["name"u8] is { IsString: true } called ? called : ResponsesWords.Empty;
        sink.BeginBlock(new BlockStart(0, block.Number, BlockKind.ToolCall) { CallId = id, Name = name, IsCustom = isCustom });
        return block;
    }

    private Open Find(long item, long part, BlockKind kind)
    {
        if (Known(item, part, kind) is { } known)
        {
            return known;
        }

        var block = Add(item, part, kind);
        sink.BeginBlock(new BlockStart(0, block.Number, kind));
        return block;
    }

    // What comes after an end at the same place is something new: some servers number every item 0.
    private Open? Known(long item, long part, BlockKind kind)
    {
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            if (blocks[i].Item == item && blocks[i].Part == part && blocks[i].Kind == kind && !blocks[i].IsEnded)
            {
                return blocks[i];
            }
        }

        return null;
    }

    private Open Add(long item, long part, BlockKind kind)
    {
        var block = new Open(item, part, kind, blocks.Count);
        blocks.Add(block);
        return block;
    }

    private void Append(Open block, DeltaKind kind, JsonSlice value)
    {
        if (!block.IsEnded && value.IsString && !value.IsEmptyString)
        {
            block.HasText |= kind is DeltaKind.Text or DeltaKind.Arguments;
            sink.Append(new BlockDelta(0, block.Number, kind, value));
        }
    }

    private void AppendLogProbs(Open block, JsonSlice tokens)
    {
        if (!block.IsEnded && tokens.First.IsObject)
        {
            sink.Append(new BlockDelta(0, block.Number, DeltaKind.LogProbs, tokens));
        }
    }

    private void End(Open block)
    {
        if (!block.IsEnded)
        {
            block.IsEnded = true;
            sink.EndBlock(0, block.Number);
        }
    }

    private sealed class Open(long item, long part, BlockKind kind, int number)
    {
        public long Item { get; } = item;

        public long Part { get; } = part;

        public BlockKind Kind { get; } = kind;

        public int Number { get; } = number;

        public long Paragraph { get; set; }

        public bool HasText { get; set; }

        public bool IsEnded { get; set; }
    }
}
