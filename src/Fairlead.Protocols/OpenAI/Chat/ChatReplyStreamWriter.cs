using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Writes a stream of <c>chat.completion.chunk</c>s. Source: https://platform.openai.com/docs/api-reference/chat/streaming</summary>
/// <param name="context">What is known of the request.</param>
/// <param name="output">Where events go.</param>
public sealed class ChatReplyStreamWriter(ReplyContext context, IBufferWriter<byte> output) : IReplyWriter
{
    // What the vendor's n goes up to; an upstream's wild number begins no more.
    private const int MostChoices = 128;

    private readonly EventWriter events = new(output);
    private readonly BlockMap<Block> blocks = new();
    private JsonSlice id;
    private JsonSlice model;
    private JsonSlice tier;
    private int started = 1;
    private Usage? usage;

    /// <inheritdoc/>
    public string ContentType => "text/event-stream";

    /// <inheritdoc/>
    public void Start(in ReplyStart start)
    {
        id = start.Id.IsString ? start.Id.Copy() : JsonSlice.Of($"chatcmpl-{context.Id}");
        model = start.Model.IsString ? start.Model.Copy() : context.Model;
        tier = ChatWords.Tier(start.ServiceTier).Copy();
        WriteRole(0);
    }

    /// <inheritdoc/>
    public void BeginBlock(in BlockStart block)
    {
        for (; started <= block.Choice && started < MostChoices; started++)
        {
            WriteRole(started);
        }

        var tool = 0;
        foreach (var entry in blocks.Entries)
        {
            tool += entry.Choice == block.Choice && entry.Value.Kind == BlockKind.ToolCall ? 1 : 0;
        }

        var known = context.AsClientKnows(block);
        var isBridged = CustomToolBridge.IsBridged(known, context);
        blocks.Add(block.Choice, block.Block, new Block(block.Kind, tool, isBridged || block.IsCustom) { Held = isBridged ? new JsonTextBuilder() : null });
        if (block.Kind == BlockKind.ToolCall)
        {
            var json = BeginCall(block.Choice, tool);
            ChatCalls.WriteMembers(json, known.CallId, known.Name, ChatContent.Empty, isBridged || block.IsCustom);
            EndCall(json);
        }
    }

    /// <inheritdoc/>
    public void Append(in BlockDelta delta)
    {
        if (blocks.Find(delta.Choice, delta.Block) is not { } block)
        {
            return;
        }

        switch (delta.Kind)
        {
            case DeltaKind.Text:
                WriteText(delta, block.Kind == BlockKind.Reasoning ? "reasoning_content"u8 : block.Kind == BlockKind.Refusal ? "refusal"u8 : "content"u8);
                break;
            case DeltaKind.Arguments when block.Held is { } held:
                held.Append(delta.Value);
                break;
            case DeltaKind.Arguments:
                WriteArguments(delta, block);
                break;
            case DeltaKind.LogProbs:
                WriteLogProbs(delta);
                break;
            default:
                WriteProof(delta, block);
                break;
        }
    }

    /// <inheritdoc/>
    public void EndBlock(int choice, int block)
    {
        if (blocks.Find(choice, block) is not { Kind: BlockKind.ToolCall, HasArguments: false } call)
        {
            return;
        }

        if (call.Held is { } held)
        {
            // Only the whole of the arguments tells the text in them.
            WriteArguments(new BlockDelta(choice, block, DeltaKind.Arguments, CustomToolBridge.ToText(held.Build())), call);
        }
        else if (!call.IsCustom)
        {
            // A call without arguments is one with an empty object: clients parse the text.
            WriteArguments(new BlockDelta(choice, block, DeltaKind.Arguments, ChatContent.EmptyObject), call);
        }
    }

    /// <inheritdoc/>
    public void Finish(int choice, in StopReason reason)
    {
        var json = BeginChoice(choice);
        json.WriteStartObject("delta"u8);
        json.WriteEndObject();
        json.Write("finish_reason"u8, ChatWords.Word(reason));
        EndChoice(json);
    }

    /// <inheritdoc/>
    public void Count(in Usage usage) => this.usage = usage;

    /// <inheritdoc/>
    public void Complete()
    {
        if (context.IncludesUsage && usage is { } counted)
        {
            var json = BeginChunk();
            json.WriteStartArray("choices"u8);
            json.WriteEndArray();
            json.WriteStartObject("usage"u8);
            ChatUsage.WriteMembers(json, counted);
            json.WriteEndObject();
            json.WriteEndObject();
            events.End();
        }

        events.Write("[DONE]"u8);
    }

    /// <inheritdoc/>
    public void Fail(in UpstreamError failure)
    {
        var json = events.Begin();
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, failure.Message);
        json.WriteString("type"u8, "upstream_error"u8);
        json.WriteNull("param"u8);
        json.WriteString("code"u8, failure.Code);
        json.WriteEndObject();
        json.WriteEndObject();
        events.End();
    }

    private void WriteRole(int choice)
    {
        var json = BeginDelta(choice);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, ""u8);
        EndDelta(json);
    }

    private void WriteText(in BlockDelta delta, ReadOnlySpan<byte> field)
    {
        var json = BeginDelta(delta.Choice);
        json.Write(field, delta.Value);
        EndDelta(json);
    }

    private void WriteArguments(in BlockDelta delta, Block block)
    {
        block.HasArguments = true;
        var json = BeginCall(delta.Choice, block.Tool);
        json.WriteStartObject(block.IsCustom ? "custom"u8 : "function"u8);
        json.Write(block.IsCustom ? "input"u8 : "arguments"u8, delta.Value);
        json.WriteEndObject();
        EndCall(json);
    }

    private void WriteLogProbs(in BlockDelta delta)
    {
        var json = BeginChoice(delta.Choice);
        json.WriteStartObject("delta"u8);
        json.WriteEndObject();
        json.WriteStartObject("logprobs"u8);
        json.Write("content"u8, delta.Value);
        json.WriteEndObject();
        json.WriteNull("finish_reason"u8);
        EndChoice(json);
    }

    // OpenAI has no place for a vendor's proof of its thoughts; these are the places that LiteLLM and Google gave it.
    private void WriteProof(in BlockDelta delta, Block block)
    {
        if (block.Kind == BlockKind.ToolCall)
        {
            var call = BeginCall(delta.Choice, block.Tool);
            ChatProofs.WriteOnCall(call, delta.Value);
            EndCall(call);
            return;
        }

        var json = BeginDelta(delta.Choice);
        json.WriteStartArray("thinking_blocks"u8);
        ChatProofs.WriteBlock(json, ChatContent.Empty, delta.Kind == DeltaKind.Signature ? delta.Value : default, delta.Kind == DeltaKind.Redacted ? delta.Value : default);
        json.WriteEndArray();
        EndDelta(json);
    }

    private Utf8JsonWriter BeginCall(int choice, int tool)
    {
        var json = BeginDelta(choice);
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, tool);
        return json;
    }

    private void EndCall(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndArray();
        EndDelta(json);
    }

    private Utf8JsonWriter BeginDelta(int choice)
    {
        var json = BeginChoice(choice);
        json.WriteStartObject("delta"u8);
        return json;
    }

    private void EndDelta(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteNull("finish_reason"u8);
        EndChoice(json);
    }

    private Utf8JsonWriter BeginChoice(int choice)
    {
        var json = BeginChunk();
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, choice);
        return json;
    }

    private void EndChoice(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        events.End();
    }

    private Utf8JsonWriter BeginChunk()
    {
        var json = events.Begin();
        json.WriteStartObject();
        json.Write("id"u8, id);
        json.WriteString("object"u8, "chat.completion.chunk"u8);
        json.WriteNumber("created"u8, context.CreatedAt);
        json.Write("model"u8, model);
        json.WriteIfPresent("service_tier"u8, tier);
        return json;
    }

    private sealed record Block(BlockKind Kind, int Tool, bool IsCustom)
    {
        public bool HasArguments { get; set; }

        public JsonTextBuilder? Held { get; init; }
    }
}
