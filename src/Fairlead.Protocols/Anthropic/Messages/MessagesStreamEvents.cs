using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>The events of a streamed message, each whole. Source: https://docs.anthropic.com/en/api/messages-streaming</summary>
internal sealed class MessagesStreamEvents(EventWriter events)
{
    private int count;

    /// <summary>Writes <c>message_start</c>. Nothing is counted yet: the counts stand in <c>message_delta</c>.</summary>
    public void StartMessage(JsonSlice id, JsonSlice model)
    {
        var json = Begin("message_start"u8);
        json.WriteStartObject("message"u8);
        json.Write("id"u8, id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.Write("model"u8, model);
        json.WriteStartArray("content"u8);
        json.WriteEndArray();
        json.WriteNull("stop_reason"u8);
        json.WriteNull("stop_sequence"u8);
        MessagesUsage.Write(json, default);
        json.WriteEndObject();
        End(json);
    }

    /// <summary>Writes <c>content_block_start</c>; returns the block's index.</summary>
    /// <param name="block">The block.</param>
    /// <param name="redacted">Thoughts that only the vendor can read: they are whole at once; absent for other blocks.</param>
    public int BeginBlock(in BlockStart block, JsonSlice redacted)
    {
        var json = Begin("content_block_start"u8);
        json.WriteNumber("index"u8, count);
        json.WriteStartObject("content_block"u8);
        switch (block.Kind)
        {
            case BlockKind.ToolCall:
                json.WriteString("type"u8, "tool_use"u8);
                json.Write("id"u8, block.CallId);
                json.Write("name"u8, block.Name);
                json.WriteStartObject("input"u8);
                json.WriteEndObject();
                break;
            case BlockKind.Reasoning when redacted.IsPresent:
                json.WriteString("type"u8, "redacted_thinking"u8);
                json.Write("data"u8, redacted);
                break;
            case BlockKind.Reasoning:
                json.WriteString("type"u8, "thinking"u8);
                json.WriteString("thinking"u8, ""u8);
                json.WriteString("signature"u8, ""u8);
                break;
            default:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, ""u8);
                break;
        }

        json.WriteEndObject();
        End(json);
        return count++;
    }

    /// <summary>Writes <c>content_block_delta</c>.</summary>
    public void Append(int index, BlockKind block, DeltaKind kind, JsonSlice value)
    {
        var json = Begin("content_block_delta"u8);
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("delta"u8);
        switch (kind)
        {
            case DeltaKind.Arguments:
                json.WriteString("type"u8, "input_json_delta"u8);
                json.Write("partial_json"u8, value);
                break;
            case DeltaKind.Signature:
                json.WriteString("type"u8, "signature_delta"u8);
                json.Write("signature"u8, value);
                break;
            case DeltaKind.Text when block == BlockKind.Reasoning:
                json.WriteString("type"u8, "thinking_delta"u8);
                json.Write("thinking"u8, value);
                break;
            default:
                json.WriteString("type"u8, "text_delta"u8);
                json.Write("text"u8, value);
                break;
        }

        json.WriteEndObject();
        End(json);
    }

    /// <summary>Writes <c>content_block_stop</c>.</summary>
    public void EndBlock(int index)
    {
        var json = Begin("content_block_stop"u8);
        json.WriteNumber("index"u8, index);
        End(json);
    }

    /// <summary>Writes <c>message_delta</c> and <c>message_stop</c>.</summary>
    public void EndMessage(JsonSlice reason, JsonSlice sequence, in Usage usage)
    {
        var json = Begin("message_delta"u8);
        json.WriteStartObject("delta"u8);
        json.Write("stop_reason"u8, reason);
        json.Write("stop_sequence"u8, sequence);
        json.WriteEndObject();
        MessagesUsage.Write(json, usage);
        End(json);
        End(Begin("message_stop"u8));
    }

    /// <summary>Writes <c>error</c>, after which there is no <c>message_stop</c>.</summary>
    public void Fail(in UpstreamError failure)
    {
        var type = AnthropicErrorBody.TypeOf(failure.Kind);
        var json = events.Begin("error"u8);
        json.WriteStartObject();
        AnthropicErrorBody.WriteMembers(json, failure.Message ?? "The upstream reported an error.", type, failure.Code == type ? null : failure.Code);
        End(json);
    }

    private Utf8JsonWriter Begin(ReadOnlySpan<byte> name)
    {
        var json = events.Begin(name);
        json.WriteStartObject();
        json.WriteString("type"u8, name);
        return json;
    }

    private void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        events.End();
    }
}
