using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Reads the events of a streamed response. Source: https://platform.openai.com/docs/api-reference/responses-streaming</summary>
public sealed class ResponsesReplyStreamReader : IReplyStreamReader
{
    // A paragraph of a reasoning item's own text, which is told after those of its summary.
    private const long TextParagraph = 1L << 32;

    private ResponsesOutputReader? output;
    private bool hasEnded;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> data, IReplySink sink)
    {
        if (!hasEnded && JsonSlice.TryParse(data, out var happening) && happening.IsObject)
        {
            ReadEvent(happening["type"u8], happening, sink);
        }
    }

    /// <inheritdoc/>
    public bool Close(IReplySink sink) => hasEnded;

    private void ReadEvent(JsonSlice type, JsonSlice value, IReplySink sink)
    {
        if (type.Is("error"u8) || type.Is("response.failed"u8) || (type.IsNull && value["error"u8].IsObject))
        {
            hasEnded = true;
            sink.Fail(OpenAIErrors.Read(type.Is("response.failed"u8) ? value["response"u8] : value));
        }
        else if (type.Is("response.completed"u8) || type.Is("response.incomplete"u8))
        {
            hasEnded = true;
            ResponsesReplyReader.Finish(value["response"u8], Started(value, sink), sink);
        }
        else
        {
            ReadProgress(type, value, Started(value, sink));
        }
    }

    private static void ReadProgress(JsonSlice type, JsonSlice value, ResponsesOutputReader output)
    {
        var item = value["output_index"u8].AsInt64() ?? 0;
        if (type.Inner.EndsWith(".delta"u8))
        {
            ReadDelta(type, value, item, output);
        }
        else if (type.Is("response.output_item.added"u8))
        {
            output.BeginItem(item, value["item"u8]);
        }
        else if (type.Is("response.content_part.added"u8))
        {
            output.BeginPart(item, Part(value), value["part"u8]);
        }
        else if (type.Is("response.output_item.done"u8))
        {
            output.EndItem(item, value["item"u8]);
        }
    }

    private static void ReadDelta(JsonSlice type, JsonSlice value, long item, ResponsesOutputReader output)
    {
        var delta = value["delta"u8];
        if (type.Is("response.output_text.delta"u8))
        {
            output.AppendText(item, Part(value), BlockKind.Text, delta, value["logprobs"u8]);
        }
        else if (type.Is("response.function_call_arguments.delta"u8) || type.Is("response.custom_tool_call_input.delta"u8))
        {
            output.AppendArguments(item, delta);
        }
        else if (type.Is("response.reasoning_summary_text.delta"u8))
        {
            output.AppendThoughts(item, value["summary_index"u8].AsInt64() ?? 0, delta);
        }
        else if (type.Is("response.reasoning_text.delta"u8))
        {
            output.AppendThoughts(item, TextParagraph + Part(value), delta);
        }
        else if (type.Is("response.refusal.delta"u8))
        {
            output.AppendText(item, Part(value), BlockKind.Refusal, delta, default);
        }
    }

    private static long Part(JsonSlice value) => Math.Max(0, value["content_index"u8].AsInt64() ?? 0);

    private ResponsesOutputReader Started(JsonSlice value, IReplySink sink)
    {
        if (output is null)
        {
            var response = value["response"u8];
            sink.Start(new ReplyStart(response["id"u8], response["model"u8], response["service_tier"u8]));
            output = new ResponsesOutputReader(sink);
        }

        return output;
    }
}
