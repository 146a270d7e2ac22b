using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Writes a <c>chat.completion</c>. Source: https://platform.openai.com/docs/api-reference/chat/object</summary>
/// <param name="context">What is known of the request.</param>
/// <param name="output">Where the body goes.</param>
public sealed class ChatReplyWriter(ReplyContext context, IBufferWriter<byte> output) : IReplyWriter
{
    private readonly List<ReplyChoice> choices = new(1);
    private ReplyStart start;
    private Usage? usage;

    /// <inheritdoc/>
    public string ContentType => "application/json";

    /// <inheritdoc/>
    public void Start(in ReplyStart start) => this.start = start.Copy();

    /// <inheritdoc/>
    public void BeginBlock(in BlockStart block) => ReplyChoice.Of(choices, block.Choice).Begin(context.AsClientKnows(block));

    /// <inheritdoc/>
    public void Append(in BlockDelta delta) => ReplyChoice.Of(choices, delta.Choice).Append(delta);

    /// <inheritdoc/>
    public void EndBlock(int choice, int block)
    {
        // A block is written whole, at the end.
    }

    /// <inheritdoc/>
    public void Finish(int choice, in StopReason reason) => ReplyChoice.Of(choices, choice).Reason = reason.Copy();

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
        json.Write("id"u8, start.Id.IsString ? start.Id : JsonSlice.Of($"chatcmpl-{context.Id}"));
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, context.CreatedAt);
        json.Write("model"u8, start.Model.IsString ? start.Model : context.Model);
        json.WriteStartArray("choices"u8);
        foreach (var choice in choices)
        {
            WriteChoice(json, choice, context);
        }

        json.WriteEndArray();
        json.WriteIfPresent("service_tier"u8, ChatWords.Tier(start.ServiceTier));
        if (usage is { } counted)
        {
            json.WriteStartObject("usage"u8);
            ChatUsage.WriteMembers(json, counted);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, ReplyChoice choice, ReplyContext context)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, choice.Index);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.Write("content"u8, choice.Join(BlockKind.Text));
        json.WriteIfPresent("reasoning_content"u8, choice.Join(BlockKind.Reasoning));
        WriteProofs(json, choice);
        json.Write("refusal"u8, choice.Join(BlockKind.Refusal));
        WriteCalls(json, choice, context);
        json.WriteEndObject();
        WriteLogProbs(json, choice);
        json.Write("finish_reason"u8, ChatWords.Word(choice.Reason));
        json.WriteEndObject();
    }

    private static void WriteProofs(Utf8JsonWriter json, ReplyChoice choice)
    {
        if (!choice.Blocks.Exists(static block => block is { Start.Kind: BlockKind.Reasoning, HasProof: true }))
        {
            return;
        }

        json.WriteStartArray("thinking_blocks"u8);
        foreach (var block in choice.Blocks.Where(static block => block.Start.Kind == BlockKind.Reasoning))
        {
            ChatProofs.WriteBlock(json, block.Text, block.Signature, block.Redacted);
        }

        json.WriteEndArray();
    }

    private static void WriteCalls(Utf8JsonWriter json, ReplyChoice choice, ReplyContext context)
    {
        var calls = choice.Blocks.Where(static block => block.Start.Kind == BlockKind.ToolCall).ToList();
        if (calls.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tool_calls"u8);
        foreach (var call in calls)
        {
            var isBridged = CustomToolBridge.IsBridged(call.Start, context);
            json.WriteStartObject();
            ChatCalls.WriteMembers(json, call.Start.CallId, call.Start.Name, isBridged ? CustomToolBridge.ToText(call.Text) : Arguments(call), isBridged || call.Start.IsCustom);
            if (call.Signature.IsPresent)
            {
                ChatProofs.WriteOnCall(json, call.Signature);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static JsonSlice Arguments(ReplyBlock call) => call.Text.IsEmptyString && !call.Start.IsCustom ? ChatContent.EmptyObject : call.Text;

    private static void WriteLogProbs(Utf8JsonWriter json, ReplyChoice choice)
    {
        var tokens = choice.Blocks.SelectMany(static block => block.LogProbs).ToList();
        if (tokens.Count == 0)
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        json.WriteStartObject("logprobs"u8);
        json.WriteStartArray("content"u8);
        foreach (var token in tokens)
        {
            json.Write(token);
        }

        json.WriteEndArray();
        json.WriteNull("refusal"u8);
        json.WriteEndObject();
    }
}
