using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Reads a <c>message</c>. Source: https://docs.anthropic.com/en/api/messages</summary>
public sealed class MessagesReplyReader : IReplyReader
{
    /// <inheritdoc/>
    public bool TryRead(JsonSlice body, IReplySink sink)
    {
        if (!body["content"u8].IsArray)
        {
            return false;
        }

        sink.Start(new ReplyStart(body["id"u8], body["model"u8], body["usage"u8]["service_tier"u8]));
        var blocks = new MessagesReplyBlocks();
        var index = 0;
        foreach (var block in body["content"u8].Items)
        {
            blocks.Begin(index, block, sink);
            blocks.End(index, sink);
            index++;
        }

        sink.Finish(0, MessagesWords.Reason(body["stop_reason"u8], body["stop_sequence"u8]));
        var usage = default(MessagesUsage);
        if (usage.Read(body["usage"u8]))
        {
            sink.Count(usage.Total);
        }

        sink.Complete();
        return true;
    }
}
