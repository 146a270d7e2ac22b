using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Reads a <c>chat.completion</c>. Source: https://platform.openai.com/docs/api-reference/chat/object</summary>
public sealed class ChatReplyReader : IReplyReader
{
    /// <inheritdoc/>
    public bool TryRead(JsonSlice body, IReplySink sink)
    {
        if (!body["choices"u8].IsArray)
        {
            return false;
        }

        sink.Start(new ReplyStart(body["id"u8], body["model"u8], body["service_tier"u8]));
        var ids = new CallIds("call", null);
        var index = 0;
        foreach (var choice in body["choices"u8].Items)
        {
            var message = choice["message"u8];
            var blocks = new ChatChoiceReader(index, sink, ids);
            blocks.ReadDelta(message, choice["logprobs"u8]);
            blocks.Finish(choice["finish_reason"u8]);
            index++;
        }

        if (UsageReader.Read(body["usage"u8]) is { } usage)
        {
            sink.Count(usage);
        }

        sink.Complete();
        return true;
    }
}
