using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Reads a streamed message. Source: https://docs.anthropic.com/en/api/messages-streaming</summary>
/// <param name="id">What ids of calls are made of where the upstream gives none, letters and digits.</param>
public sealed class MessagesReplyStreamReader(string id) : IReplyStreamReader
{
    private readonly MessagesReplyBlocks blocks = new(id);
    private MessagesUsage usage;
    private bool hasStarted;
    private bool hasFinished;
    private bool hasEnded;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> data, IReplySink sink)
    {
        if (hasEnded || !JsonSlice.TryParse(data, out var message) || !message.IsObject)
        {
            return;
        }

        // The payload repeats the event's name; servers that follow the dialect leave out one or the other.
        var type = message["type"u8] is { IsString: true } own ? own.Inner : name;
        if (type.SequenceEqual("error"u8))
        {
            hasEnded = true;
            sink.Fail(AnthropicErrors.Read(message));
        }
        else if (!type.SequenceEqual("ping"u8))
        {
            ReadEvent(type, message, sink);
        }
    }

    /// <inheritdoc/>
    public bool Close(IReplySink sink)
    {
        if (!hasEnded && hasFinished)
        {
            hasEnded = true;
            sink.Complete();
        }

        return hasEnded;
    }

    private void ReadEvent(ReadOnlySpan<byte> type, JsonSlice message, IReplySink sink)
    {
        if (type.SequenceEqual("message_start"u8))
        {
            Start(message["message"u8], sink);
        }
        else if (type.SequenceEqual("content_block_start"u8))
        {
            Start(default, sink);
            blocks.Begin(IndexOf(message), message["content_block"u8], sink);
        }
        else if (type.SequenceEqual("content_block_delta"u8))
        {
            blocks.Append(IndexOf(message), message["delta"u8], sink);
        }
        else if (type.SequenceEqual("content_block_stop"u8))
        {
            blocks.End(IndexOf(message), sink);
        }
        else if (type.SequenceEqual("message_delta"u8))
        {
            Start(default, sink);
            ReadEnd(message, sink);
        }
        else if (type.SequenceEqual("message_stop"u8))
        {
            Start(default, sink);
            Finish(default, default, sink);
            hasEnded = true;
            sink.Complete();
        }
    }

    private static long IndexOf(JsonSlice message) => message["index"u8].AsInt64() ?? 0;

    private void Start(JsonSlice message, IReplySink sink)
    {
        if (!hasStarted)
        {
            hasStarted = true;
            sink.Start(new ReplyStart(message["id"u8], message["model"u8], message["usage"u8]["service_tier"u8]));
            Count(message["usage"u8], sink);
        }
    }

    private void ReadEnd(JsonSlice message, IReplySink sink)
    {
        if (message["delta"u8]["stop_reason"u8] is { IsString: true } reason)
        {
            Finish(reason, message["delta"u8]["stop_sequence"u8], sink);
        }

        Count(message["usage"u8], sink);
    }

    private void Finish(JsonSlice reason, JsonSlice sequence, IReplySink sink)
    {
        if (!hasFinished)
        {
            hasFinished = true;
            blocks.EndAll(sink);
            sink.Finish(0, MessagesWords.Reason(reason, sequence));
        }
    }

    private void Count(JsonSlice counts, IReplySink sink)
    {
        if (usage.Read(counts))
        {
            sink.Count(usage.Total);
        }
    }
}
