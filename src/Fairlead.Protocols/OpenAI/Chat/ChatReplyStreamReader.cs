using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Reads a stream of <c>chat.completion.chunk</c>s. Source: https://platform.openai.com/docs/api-reference/chat/streaming</summary>
public sealed class ChatReplyStreamReader : IReplyStreamReader
{
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

    private void ReadChunk(JsonSlice chunk, IReplySink sink)
    {
        if (chunk["error"u8] is { IsNull: false })
        {
            hasEnded = true;
            sink.Fail(OpenAIErrors.Read(chunk));
            return;
        }

        if (!hasStarted)
        {
            hasStarted = true;
            sink.Start(new ReplyStart(chunk["id"u8], chunk["model"u8], chunk["service_tier"u8]));
        }

        foreach (var choice in chunk["choices"u8].Items)
        {
            var reader = Choice((int)(choice["index"u8].AsInt64() ?? 0), sink);
            reader.ReadDelta(choice["delta"u8], choice["logprobs"u8]);
            if (choice["finish_reason"u8] is { IsString: true } reason)
            {
                reader.Finish(reason);
            }
        }

        if (ChatUsage.Read(chunk["usage"u8]) is { } usage)
        {
            sink.Count(usage);
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

        var added = new ChatChoiceReader(index, sink);
        choices.Add(added);
        return added;
    }
}
