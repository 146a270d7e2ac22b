using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Reads a whole response. One that failed is no answer: its <c>error</c> is read like an error body's.
/// Source: https://platform.openai.com/docs/api-reference/responses/object</summary>
public sealed class ResponsesReplyReader : IReplyReader
{
    /// <inheritdoc/>
    public bool TryRead(JsonSlice body, IReplySink sink)
    {
        if (!body["output"u8].IsArray || body["status"u8].Is("failed"u8))
        {
            return false;
        }

        sink.Start(new ReplyStart(body["id"u8], body["model"u8], body["service_tier"u8]));
        var output = new ResponsesOutputReader(sink);
        Finish(body, output, sink);
        return true;
    }

    /// <summary>Tells the rest of a response that has ended.</summary>
    internal static void Finish(JsonSlice response, ResponsesOutputReader output, IReplySink sink)
    {
        if (!output.HasBlocks)
        {
            var index = 0;
            foreach (var item in response["output"u8].Items)
            {
                output.EndItem(index++, item);
            }
        }

        output.EndAll();
        if (UsageReader.Read(response["usage"u8]) is { } usage)
        {
            sink.Count(usage);
        }

        sink.Finish(0, ResponsesWords.Reason(response, output.HasCalls));
        sink.Complete();
    }
}
