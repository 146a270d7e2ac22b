using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Reads the events of a streamed response. Source: https://platform.openai.com/docs/api-reference/responses-streaming</summary>
/// <param name="id">What ids of calls are made of where the upstream gives none, letters and digits.</param>
public sealed class ResponsesReplyStreamReader(string id) : IReplyStreamReader
{
    // Paragraphs of a reasoning item's own text are told after those of its summary.
    private const long OwnText = 1L << 32;

    private ResponsesOutputReader? output;
    private bool hasEnded;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> data, IReplySink sink)
    {
        if (!hasEnded && JsonSlice.TryParse(data, out var value) && value.IsObject)
        {
            ReadEvent(new ResponsesEvent(value), sink);
        }
    }

    /// <inheritdoc/>
    public bool Close(IReplySink sink) => hasEnded;

    private void ReadEvent(in ResponsesEvent happening, IReplySink sink)
    {
        var type = happening.Type;
        if (type.Inner.EndsWith(".delta"u8))
        {
            ReadDelta(happening, Started(happening, sink));
        }
        else if (type.Is("response.completed"u8) || type.Is("response.incomplete"u8))
        {
            hasEnded = true;
            ResponsesReplyReader.Finish(happening.Subject, Started(happening, sink), sink);
        }
        else if (type.Is("error"u8) || type.Is("response.failed"u8) || (type.IsNull && happening.Value["error"u8].IsObject))
        {
            hasEnded = true;
            sink.Fail(OpenAIErrors.Read(type.Is("response.failed"u8) ? happening.Subject : happening.Value));
        }
        else
        {
            ReadItem(happening, Started(happening, sink));
        }
    }

    private static void ReadItem(in ResponsesEvent happening, ResponsesOutputReader output)
    {
        if (happening.Type.Is("response.output_item.added"u8))
        {
            output.BeginItem(happening.Item, happening.Subject);
        }
        else if (happening.Type.Is("response.content_part.added"u8))
        {
            output.BeginPart(happening.Item, happening.Part, happening.Subject);
        }
        else if (happening.Type.Is("response.output_item.done"u8))
        {
            output.EndItem(happening.Item, happening.Subject);
        }
    }

    private static void ReadDelta(in ResponsesEvent happening, ResponsesOutputReader output)
    {
        var type = happening.Type;
        if (type.Is("response.output_text.delta"u8))
        {
            output.AppendText(happening.Item, happening.Part, BlockKind.Text, happening.Delta, happening.LogProbs);
        }
        else if (type.Is("response.function_call_arguments.delta"u8) || type.Is("response.custom_tool_call_input.delta"u8))
        {
            output.AppendArguments(happening.Item, happening.Delta);
        }
        else if (type.Is("response.reasoning_summary_text.delta"u8))
        {
            output.AppendThoughts(happening.Item, happening.Paragraph, happening.Delta);
        }
        else if (type.Is("response.reasoning_text.delta"u8))
        {
            output.AppendThoughts(happening.Item, OwnText + happening.Part, happening.Delta);
        }
        else if (type.Is("response.refusal.delta"u8))
        {
            output.AppendText(happening.Item, happening.Part, BlockKind.Refusal, happening.Delta, default);
        }
    }

    private ResponsesOutputReader Started(in ResponsesEvent happening, IReplySink sink)
    {
        if (output is null)
        {
            var response = happening.Subject;
            sink.Start(new ReplyStart(response["id"u8], response["model"u8], response["service_tier"u8]));
            output = new ResponsesOutputReader(sink, id);
        }

        return output;
    }
}
