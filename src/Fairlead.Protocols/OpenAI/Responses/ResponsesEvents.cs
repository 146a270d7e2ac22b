using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Writes single events, which are numbered from 0.</summary>
internal sealed class ResponsesEvents(IBufferWriter<byte> output)
{
    private readonly EventWriter events = new(output);
    private Utf8JsonWriter? json;
    private int sequence;

    /// <summary>Begins an event.</summary>
    public Utf8JsonWriter Begin(ReadOnlySpan<byte> name)
    {
        json = events.Begin(name);
        json.WriteStartObject();
        json.WriteString("type"u8, name);
        json.WriteNumber("sequence_number"u8, sequence++);
        return json;
    }

    /// <summary>Ends an event.</summary>
    public void End()
    {
        json!.WriteEndObject();
        events.End();
    }

    /// <summary>An item begins or is whole.</summary>
    public void WriteItem(ReadOnlySpan<byte> name, ResponsesItem item, bool isBegun)
    {
        var writer = Begin(name);
        writer.WriteNumber("output_index"u8, item.Index);
        writer.WritePropertyName("item"u8);
        if (isBegun)
        {
            item.WriteBegun(writer);
        }
        else
        {
            item.Write(writer, "completed"u8);
        }

        End();
    }

    /// <summary>The part of an item begins or is whole.</summary>
    public void WritePart(ReadOnlySpan<byte> name, ResponsesItem item, bool isBegun)
    {
        var writer = BeginOf(name, item);
        writer.WritePropertyName("part"u8);
        item.WritePart(writer, isBegun);
        End();
    }

    /// <summary>The text of an item grows.</summary>
    public void WriteDelta(ReadOnlySpan<byte> name, ResponsesItem item, JsonSlice delta, JsonSlice logProbs = default)
    {
        var writer = BeginOf(name, item);
        writer.Write("delta"u8, delta);
        if (logProbs.IsPresent)
        {
            writer.Write("logprobs"u8, logProbs);
        }
        else if (item.Kind == BlockKind.Text)
        {
            writer.WriteStartArray("logprobs"u8);
            writer.WriteEndArray();
        }

        End();
    }

    /// <summary>The text of an item is whole.</summary>
    public void WriteText(ReadOnlySpan<byte> name, ResponsesItem item)
    {
        var writer = BeginOf(name, item);
        if (item.Kind == BlockKind.Text)
        {
            ResponsesItem.WriteLogProbs(writer, item.LogProbs);
        }

        if (item is { Kind: BlockKind.ToolCall, IsCustom: false })
        {
            writer.Write("name"u8, item.Name);
        }

        writer.Write(
            item.Kind switch
            {
                BlockKind.Refusal => "refusal"u8,
                BlockKind.ToolCall when item.IsCustom => "input"u8,
                BlockKind.ToolCall => "arguments"u8,
                _ => "text"u8,
            },
            item.Text);
        End();
    }

    private Utf8JsonWriter BeginOf(ReadOnlySpan<byte> name, ResponsesItem item)
    {
        var writer = Begin(name);
        writer.Write("item_id"u8, item.Id);
        writer.WriteNumber("output_index"u8, item.Index);
        if (item.Kind == BlockKind.Reasoning)
        {
            writer.WriteNumber("summary_index"u8, 0);
        }
        else if (item.Kind != BlockKind.ToolCall)
        {
            writer.WriteNumber("content_index"u8, 0);
        }

        return writer;
    }
}
