using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Reads the parts of one candidate, whole or piece by piece, as blocks.</summary>
/// <param name="index">The candidate's number.</param>
/// <param name="id">What ids of calls are made of, letters and digits: Gemini often gives none.</param>
/// <param name="sink">Who hears it.</param>
internal sealed class GeminiCandidateReader(int index, string id, IReplySink sink)
{
    private int blockCount;
    private int open = -1;
    private BlockKind openKind;
    private bool hasCalls;
    private bool isBlocked;
    private JsonSlice reason;

    /// <summary>The candidate's number.</summary>
    public int Index { get; } = index;

    /// <summary>Whether its end has been said.</summary>
    public bool HasEnded => reason.IsPresent;

    /// <summary>Reads a candidate or a piece of one.</summary>
    public void Read(JsonSlice candidate)
    {
        foreach (var part in candidate["content"u8]["parts"u8].Items)
        {
            ReadPart(part);
        }

        if (open >= 0 && openKind == BlockKind.Text && GeminiLogProbs.Read(candidate["logprobsResult"u8]) is { IsPresent: true } tokens)
        {
            sink.Append(new BlockDelta(Index, open, DeltaKind.LogProbs, tokens));
        }

        if (candidate["finishReason"u8] is var word && GeminiWords.IsEnd(word))
        {
            reason = word.Copy();
        }
    }

    /// <summary>The prompt was refused: there is no content.</summary>
    public void Block(JsonSlice word) => (reason, isBlocked) = (word.Copy(), true);

    /// <summary>Ends the blocks and the choice. Some models say that they have ended with every piece, so this waits for the end of all.</summary>
    public void Finish()
    {
        CloseOpen();
        sink.Finish(Index, isBlocked ? new StopReason(StopKind.ContentFilter, reason) : GeminiWords.Reason(reason, hasCalls));
    }

    private void ReadPart(JsonSlice part)
    {
        var signature = part["thoughtSignature"u8];
        var text = part["text"u8];
        if (part["functionCall"u8] is { IsObject: true } call)
        {
            ReadCall(call, signature);
        }
        else if (part["thought"u8].IsTrue)
        {
            ReadText(text, BlockKind.Reasoning);
            ReadSignature(signature);
        }
        else
        {
            ReadSignature(signature);
            ReadText(text, BlockKind.Text);
        }
    }

    private void ReadText(JsonSlice text, BlockKind kind)
    {
        if (text.IsString && !text.IsEmptyString)
        {
            sink.Append(new BlockDelta(Index, Open(kind), DeltaKind.Text, text));
        }
    }

    // A text's signature is told as that of the thought before it, even if the thought itself is not shown.
    private void ReadSignature(JsonSlice signature)
    {
        if (signature.IsString && !signature.IsEmptyString)
        {
            sink.Append(new BlockDelta(Index, Open(BlockKind.Reasoning), DeltaKind.Signature, signature));
            CloseOpen();
        }
    }

    private void ReadCall(JsonSlice call, JsonSlice signature)
    {
        CloseOpen();
        hasCalls = true;
        var block = blockCount++;
        var own = call["id"u8];
        var callId = own.Inner.IsEmpty ? JsonSlice.Of(Index == 0 ? $"call_{id}_{block}" : $"call_{id}_{Index}_{block}") : own;
        sink.BeginBlock(new BlockStart(Index, block, BlockKind.ToolCall) { CallId = callId, Name = call["name"u8] is { IsString: true } name ? name : JsonSlice.Of("") });
        if (signature.IsString && !signature.IsEmptyString)
        {
            sink.Append(new BlockDelta(Index, block, DeltaKind.Signature, signature));
        }

        if (call["args"u8] is { IsObject: true } arguments)
        {
            sink.Append(new BlockDelta(Index, block, DeltaKind.Arguments, JsonText.Stringify(arguments)));
        }

        sink.EndBlock(Index, block);
    }

    private int Open(BlockKind kind)
    {
        if (open >= 0 && openKind == kind)
        {
            return open;
        }

        CloseOpen();
        open = blockCount++;
        openKind = kind;
        sink.BeginBlock(new BlockStart(Index, open, kind));
        return open;
    }

    private void CloseOpen()
    {
        if (open >= 0)
        {
            sink.EndBlock(Index, open);
            open = -1;
        }
    }
}
