using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Reads a stream of <c>chat.completion.chunk</c>s. Source: https://platform.openai.com/docs/api-reference/chat/streaming</summary>
/// <param name="id">What ids of calls are made of where the upstream gives none, letters and digits.</param>
public sealed class ChatReplyStreamReader(string id) : IReplyStreamReader
{
    private readonly CallIds ids = new("call", id);
    private readonly List<ChatChoiceReader> choices = new(1);
    private bool hasStarted;
    private bool hasEnded;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> data, IReplySink sink)
    {
        if (hasEnded)
        {
            return;
        }

        if (data.Span.SequenceEqual("[DONE]"u8))
        {
            hasEnded = true;
            sink.Complete();
        }
        else if (JsonSlice.TryParse(data, out var chunk))
        {
            ReadChunk(chunk, sink);
        }
    }

    /// <inheritdoc/>
    public bool Close(IReplySink sink)
    {
        // Some servers leave the terminator out: an answer whose choices have all ended is whole.
        if (!hasEnded && choices.Count > 0 && choices.TrueForAll(static choice => choice.HasFinished))
        {
            hasEnded = true;
            sink.Complete();
        }

        return hasEnded;
    }

    // Each object is walked once: a chunk comes for every word.
    private void ReadChunk(JsonSlice chunk, IReplySink sink)
    {
        JsonSlice id = default, model = default, tier = default, list = default, counts = default;
        foreach (var member in chunk.Members)
        {
            if (member.Is("choices"u8))
            {
                list = member.Value;
            }
            else if (member.Is("usage"u8))
            {
                counts = member.Value;
            }
            else if (member.Is("error"u8) && !member.Value.IsNull)
            {
                hasEnded = true;
                sink.Fail(OpenAIErrors.Read(chunk));
                return;
            }
            else if (!hasStarted)
            {
                _ = member.Is("id"u8) ? id = member.Value : member.Is("model"u8) ? model = member.Value : member.Is("service_tier"u8) ? tier = member.Value : default;
            }
        }

        if (!hasStarted)
        {
            hasStarted = true;
            sink.Start(new ReplyStart(id, model, tier));
        }

        foreach (var choice in list.Items)
        {
            ReadChoice(choice, sink);
        }

        if (UsageReader.Read(counts) is { } usage)
        {
            sink.Count(usage);
        }
    }

    private void ReadChoice(JsonSlice choice, IReplySink sink)
    {
        JsonSlice index = default, delta = default, logProbs = default, reason = default;
        foreach (var member in choice.Members)
        {
            _ = member.Is("index"u8) ? index = member.Value
                : member.Is("delta"u8) ? delta = member.Value
                : member.Is("logprobs"u8) ? logProbs = member.Value
                : member.Is("finish_reason"u8) ? reason = member.Value
                : default;
        }

        var reader = Choice((int)(index.AsInt64() ?? 0), sink);
        reader.ReadDelta(delta, logProbs);
        if (reason.IsString && !reason.IsEmptyString)
        {
            reader.Finish(reason);
        }
    }

    private ChatChoiceReader Choice(int index, IReplySink sink)
    {
        foreach (var choice in choices)
        {
            if (choice.Index == index)
            {
                return choice;
            }
        }

        var added = new ChatChoiceReader(index, sink, ids);
        choices.Add(added);
        return added;
    }
}
