using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>An item of an output as a writer collects it: each block of an answer is one.</summary>
internal sealed class ResponsesItem
{
    private readonly ReplyBlock block;
    private JsonSlice input;

    /// <summary>An item that begins.</summary>
    public ResponsesItem(in BlockStart start, int index, ReplyContext context)
    {
        block = new ReplyBlock(start);
        Index = index;
        IsBridged = CustomToolBridge.IsBridged(start, context);
        IsCustom = start.IsCustom || IsBridged;
        Id = JsonSlice.Of($"{Prefix}_{context.Id}_{index}");
    }

    /// <summary>Its place in the output.</summary>
    public int Index { get; }

    /// <summary>Its id, a string.</summary>
    public JsonSlice Id { get; }

    /// <summary>What it is.</summary>
    public BlockKind Kind => block.Start.Kind;

    /// <summary>Of a call: the tool's name, a string.</summary>
    public JsonSlice Name => block.Start.Name;

    /// <summary>Whether it is a call of a custom tool.</summary>
    public bool IsCustom { get; }

    /// <summary>Whether its text comes out of arguments that the upstream gave (<see cref="CustomToolBridge"/>).</summary>
    public bool IsBridged { get; }

    /// <summary>Whether it is a search for tools that the client runs.</summary>
    public bool IsSearch => block.Start.Tool is { Kind: ToolKind.Search };

    /// <summary>Whether it is told when it is whole, not piece by piece.</summary>
    public bool IsHeld => IsBridged || IsSearch;

    /// <summary>Whether nothing has been appended to it.</summary>
    public bool IsEmpty => block.Text.IsEmptyString;

    /// <summary>Whether a part of it has been begun.</summary>
    public bool HasPart { get; set; }

    /// <summary>Whether it is whole.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Its block's number.</summary>
    public int Number => block.Start.Block;

    /// <summary>Log probabilities, an entry for each token.</summary>
    public IReadOnlyList<JsonSlice> LogProbs => block.LogProbs;

    /// <summary>Its text, its arguments or its input, whole: known when it has ended.</summary>
    public JsonSlice Text => IsBridged ? input.IsPresent ? input : ResponsesWords.Empty : block.Text.IsEmptyString && Kind == BlockKind.ToolCall && !IsCustom ? ResponsesWords.EmptyObject : block.Text;

    private string Prefix => Kind switch
    {
        BlockKind.Reasoning => "rs",
        BlockKind.ToolCall => IsSearch ? "tsc" : IsCustom ? "ctc" : "fc",
        _ => "msg",
    };

    /// <summary>Appends a delta.</summary>
    public void Append(in BlockDelta delta) => block.Append(delta);

    /// <summary>Ends it.</summary>
    public void End()
    {
        IsEnded = true;
        if (IsBridged)
        {
            input = CustomToolBridge.ToText(block.Text);
        }
    }

    /// <summary>Writes the item as it is when it begins.</summary>
    public void WriteBegun(Utf8JsonWriter json) => Write(json, isBegun: true, "in_progress"u8);

    /// <summary>Writes the item.</summary>
    public void Write(Utf8JsonWriter json, ReadOnlySpan<byte> status) => Write(json, isBegun: false, status);

    /// <summary>Writes the one part of a message or of a summary.</summary>
    public void WritePart(Utf8JsonWriter json, bool isBegun)
    {
        var text = isBegun ? ResponsesWords.Empty : block.Text;
        json.WriteStartObject();
        switch (Kind)
        {
            case BlockKind.Reasoning:
                json.WriteString("type"u8, "summary_text"u8);
                json.Write("text"u8, text);
                break;
            case BlockKind.Refusal:
                json.WriteString("type"u8, "refusal"u8);
                json.Write("refusal"u8, text);
                break;
            default:
                json.WriteString("type"u8, "output_text"u8);
                json.WriteStartArray("annotations"u8);
                json.WriteEndArray();
                WriteLogProbs(json, isBegun ? [] : LogProbs);
                json.Write("text"u8, text);
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the member <c>logprobs</c>.</summary>
    public static void WriteLogProbs(Utf8JsonWriter json, IReadOnlyList<JsonSlice> tokens)
    {
        json.WriteStartArray("logprobs"u8);
        foreach (var token in tokens)
        {
            json.Write(token);
        }

        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, bool isBegun, ReadOnlySpan<byte> status)
    {
        json.WriteStartObject();
        json.Write("id"u8, Id);
        switch (Kind)
        {
            case BlockKind.Reasoning:
                WriteThoughts(json, isBegun);
                break;
            case BlockKind.ToolCall when IsSearch:
                WriteSearch(json, isBegun, status);
                break;
            case BlockKind.ToolCall:
                WriteCall(json, isBegun, status);
                break;
            default:
                json.WriteString("type"u8, "message"u8);
                json.WriteString("status"u8, status);
                WriteParts(json, "content"u8, isBegun);
                json.WriteString("role"u8, "assistant"u8);
                break;
        }

        json.WriteEndObject();
    }

    private void WriteThoughts(Utf8JsonWriter json, bool isBegun)
    {
        json.WriteString("type"u8, "reasoning"u8);
        WriteParts(json, "summary"u8, isBegun || IsEmpty);
        if (!isBegun && block.HasProof)
        {
            json.Write("encrypted_content"u8, block.Redacted.IsPresent ? ResponsesThoughts.ToRedacted(block.Redacted) : block.Signature);
        }
    }

    private void WriteCall(Utf8JsonWriter json, bool isBegun, ReadOnlySpan<byte> status)
    {
        json.WriteString("type"u8, IsCustom ? "custom_tool_call"u8 : "function_call"u8);
        json.WriteString("status"u8, status);
        json.Write(IsCustom ? "input"u8 : "arguments"u8, isBegun ? ResponsesWords.Empty : Text);
        json.Write("call_id"u8, block.Start.CallId);
        json.Write("name"u8, block.Start.Name);
        json.WriteIfPresent("namespace"u8, block.Start.Tool?.Namespace ?? default);
        if (!isBegun && block.Signature.IsPresent)
        {
            Chat.ChatProofs.WriteOnCall(json, block.Signature);
        }
    }

    // Its arguments are an object, not the text of one.
    private void WriteSearch(Utf8JsonWriter json, bool isBegun, ReadOnlySpan<byte> status)
    {
        json.WriteString("type"u8, "tool_search_call"u8);
        json.WriteString("status"u8, status);
        json.WriteString("execution"u8, "client"u8);
        json.Write("call_id"u8, block.Start.CallId);
        json.Write("arguments"u8, JsonText.ParseObject(isBegun ? ResponsesWords.Empty : Text));
    }

    private void WriteParts(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool isEmpty)
    {
        json.WriteStartArray(name);
        if (!isEmpty)
        {
            WritePart(json, isBegun: false);
        }

        json.WriteEndArray();
    }
}
