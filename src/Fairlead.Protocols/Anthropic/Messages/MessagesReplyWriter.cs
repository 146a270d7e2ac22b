using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Writes a <c>message</c>. Source: https://docs.anthropic.com/en/api/messages. The dialect has one answer: others than the first are left out.</summary>
/// <param name="context">What is known of the request.</param>
/// <param name="output">Where the body goes.</param>
public sealed class MessagesReplyWriter(ReplyContext context, IBufferWriter<byte> output) : IReplyWriter
{
    private readonly ReplyChoice answer = new(0);
    private ReplyStart start;
    private Usage usage;

    /// <inheritdoc/>
    public string ContentType => "application/json";

    /// <inheritdoc/>
    public void Start(in ReplyStart start) => this.start = start.Copy();

    /// <inheritdoc/>
    public void BeginBlock(in BlockStart block)
    {
        if (block.Choice == 0)
        {
            answer.Begin(context.AsClientKnows(block));
        }
    }

    /// <inheritdoc/>
    public void Append(in BlockDelta delta)
    {
        if (delta.Choice == 0)
        {
            answer.Append(delta);
        }
    }

    /// <inheritdoc/>
    public void EndBlock(int choice, int block)
    {
        // A block is written whole, at the end.
    }

    /// <inheritdoc/>
    public void Finish(int choice, in StopReason reason)
    {
        if (choice == 0)
        {
            answer.Reason = reason.Copy();
        }
    }

    /// <inheritdoc/>
    public void Count(in Usage usage) => this.usage = usage;

    /// <inheritdoc/>
    public void Fail(in UpstreamError failure)
    {
        // A body that failed is not written: the caller answers with an error instead.
    }

    /// <inheritdoc/>
    public void Complete()
    {
        using var json = JsonWriting.CreateWriter(output);
        json.WriteStartObject();
        json.Write("id"u8, MessagesWords.Id(start.Id, context));
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.Write("model"u8, start.Model.IsString ? start.Model : context.Model);
        json.WriteStartArray("content"u8);
        foreach (var block in answer.Blocks)
        {
            WriteBlock(json, block);
        }

        json.WriteEndArray();
        json.Write("stop_reason"u8, MessagesWords.Word(answer.Reason, Has(BlockKind.Refusal), Has(BlockKind.ToolCall)));
        json.Write("stop_sequence"u8, answer.Reason.Sequence);
        MessagesUsage.Write(json, usage);
        json.WriteEndObject();
    }

    private bool Has(BlockKind kind) => answer.Blocks.Exists(block => block.Start.Kind == kind);

    private void WriteBlock(Utf8JsonWriter json, ReplyBlock block)
    {
        switch (block.Start.Kind)
        {
            case BlockKind.ToolCall:
                WriteCall(json, block);
                break;
            case BlockKind.Reasoning:
                WriteThoughts(json, block);
                break;
            case BlockKind.Text or BlockKind.Refusal when !block.Text.IsEmptyString:
                MessagesBlockWriter.WriteText(json, block.Text, default);
                break;
            default:
                break;
        }
    }

    // The proof of a call, which is Gemini's, goes before it as in a stream.
    private static void WriteCall(Utf8JsonWriter json, ReplyBlock call)
    {
        if (call.Signature.IsPresent)
        {
            MessagesBlockWriter.WriteThoughts(json, MessagesWords.Empty, call.Signature);
        }

        MessagesBlockWriter.WriteCall(json, call.Start.CallId, call.Start.Name, JsonText.ParseObject(call.Text), default);
    }

    private void WriteThoughts(Utf8JsonWriter json, ReplyBlock block)
    {
        if (block.Signature.IsPresent || !block.Text.IsEmptyString)
        {
            var signature = block.Signature.IsPresent ? block.Signature : MessagesWords.Empty;
            MessagesBlockWriter.WriteThoughts(json, context.ShowsReasoning ? block.Text : MessagesWords.Empty, signature);
        }

        if (block.Redacted.IsPresent)
        {
            MessagesBlockWriter.WriteRedacted(json, block.Redacted);
        }
    }
}
