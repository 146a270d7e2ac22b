using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// Writes the events of a streamed response. The last one holds the whole output, which is therefore collected.
/// Source: https://platform.openai.com/docs/api-reference/responses-streaming
/// </summary>
/// <param name="context">What is known of the request.</param>
/// <param name="output">Where events go.</param>
public sealed class ResponsesReplyStreamWriter(ReplyContext context, IBufferWriter<byte> output) : IReplyWriter
{
    private readonly ResponsesEvents events = new(output);
    private readonly ResponsesReplyBody body = new(context);

    /// <inheritdoc/>
    public string ContentType => "text/event-stream";

    /// <inheritdoc/>
    public void Start(in ReplyStart start)
    {
        body.Start(start);
        WriteResponse("response.created"u8, body.WriteBegun);
        WriteResponse("response.in_progress"u8, body.WriteBegun);
    }

    /// <inheritdoc/>
    public void BeginBlock(in BlockStart block)
    {
        if (body.Begin(block) is not { } item)
        {
            return;
        }

        events.WriteItem("response.output_item.added"u8, item, isBegun: true);
        if (item.Kind is BlockKind.Text or BlockKind.Refusal)
        {
            BeginPart(item);
        }
    }

    /// <inheritdoc/>
    public void Append(in BlockDelta delta)
    {
        if (body.Find(delta.Choice, delta.Block) is not { } item)
        {
            return;
        }

        item.Append(delta);
        switch (delta.Kind)
        {
            case DeltaKind.Text:
                BeginPart(item);
                events.WriteDelta(DeltaName(item), item, delta.Value);
                break;
            case DeltaKind.Arguments when !item.IsHeld:
                events.WriteDelta(DeltaName(item), item, delta.Value);
                break;
            case DeltaKind.LogProbs:
                // They come after the text they are of, whose event has gone.
                events.WriteDelta(DeltaName(item), item, ResponsesWords.Empty, delta.Value);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void EndBlock(int choice, int block)
    {
        if (body.Find(choice, block) is not { IsEnded: false } item)
        {
            return;
        }

        item.End();
        if (item.Kind == BlockKind.ToolCall && !item.IsSearch)
        {
            EndCall(item);
        }
        else if (item.HasPart)
        {
            events.WriteText(DoneName(item), item);
            events.WritePart(item.Kind == BlockKind.Reasoning ? "response.reasoning_summary_part.done"u8 : "response.content_part.done"u8, item, isBegun: false);
        }

        events.WriteItem("response.output_item.done"u8, item, isBegun: false);
    }

    /// <inheritdoc/>
    public void Finish(int choice, in StopReason reason) => body.Finish(choice, reason);

    /// <inheritdoc/>
    public void Count(in Usage usage) => body.Count(usage);

    /// <inheritdoc/>
    public void Complete() => WriteResponse(body.IsIncomplete ? "response.incomplete"u8 : "response.completed"u8, body.WriteEnded);

    /// <inheritdoc/>
    public void Fail(in UpstreamError failure)
    {
        var told = failure;
        WriteResponse("response.failed"u8, json => body.WriteFailed(json, told));
    }

    private void BeginPart(ResponsesItem item)
    {
        if (!item.HasPart)
        {
            item.HasPart = true;
            events.WritePart(item.Kind == BlockKind.Reasoning ? "response.reasoning_summary_part.added"u8 : "response.content_part.added"u8, item, isBegun: true);
        }
    }

    // A call without arguments is one with an empty object: clients parse the text.
    private void EndCall(ResponsesItem item)
    {
        if (item.IsBridged || (item.IsEmpty && !item.IsCustom))
        {
            events.WriteDelta(DeltaName(item), item, item.Text);
        }

        events.WriteText(DoneName(item), item);
    }

    private void WriteResponse(ReadOnlySpan<byte> name, Action<Utf8JsonWriter> write)
    {
        var json = events.Begin(name);
        json.WritePropertyName("response"u8);
        write(json);
        events.End();
    }

    private static ReadOnlySpan<byte> DeltaName(ResponsesItem item) => item.Kind switch
    {
        BlockKind.Reasoning => "response.reasoning_summary_text.delta"u8,
        BlockKind.Refusal => "response.refusal.delta"u8,
        BlockKind.ToolCall when item.IsCustom => "response.custom_tool_call_input.delta"u8,
        BlockKind.ToolCall => "response.function_call_arguments.delta"u8,
        _ => "response.output_text.delta"u8,
    };

    private static ReadOnlySpan<byte> DoneName(ResponsesItem item) => item.Kind switch
    {
        BlockKind.Reasoning => "response.reasoning_summary_text.done"u8,
        BlockKind.Refusal => "response.refusal.done"u8,
        BlockKind.ToolCall when item.IsCustom => "response.custom_tool_call_input.done"u8,
        BlockKind.ToolCall => "response.function_call_arguments.done"u8,
        _ => "response.output_text.done"u8,
    };
}
