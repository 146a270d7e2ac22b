using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>
/// What keeping responses takes: the items that went into one and came out of it, and a request that follows on from earlier ones.
/// Items are copied as they were written. Source: https://platform.openai.com/docs/api-reference/responses/input-items
/// </summary>
public static class ResponsesHistory
{
    /// <summary>
    /// Writes a request's body whose <c>input</c> begins with earlier items, and that names no previous response. Its other fields, in their
    /// order, are as they were; <c>instructions</c> do not carry over, so those of this body are the ones that hold.
    /// </summary>
    /// <param name="body">The request.</param>
    /// <param name="earlierItems">Input and output of the responses before, oldest first.</param>
    /// <param name="output">Where the body goes.</param>
    public static void Join(JsonSlice body, IEnumerable<JsonSlice> earlierItems, IBufferWriter<byte> output)
    {
        using var writer = JsonWriting.CreateWriter(output);
        writer.WriteStartObject();
        foreach (var member in body.Members)
        {
            if (!member.Is("previous_response_id"u8) && !member.Is("input"u8))
            {
                WriteMember(writer, member);
            }
        }

        writer.WriteStartArray("input"u8);
        foreach (var item in earlierItems)
        {
            writer.Write(item);
        }

        foreach (var item in InputOf(body))
        {
            writer.Write(item);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes a request's body with other items in its <c>input</c>; all else is as it was.</summary>
    /// <param name="body">The request.</param>
    /// <param name="replace">What stands in the place of an item; the item itself where it stays.</param>
    /// <param name="output">Where the body goes.</param>
    public static void Replace(JsonSlice body, Func<JsonSlice, JsonSlice> replace, IBufferWriter<byte> output)
    {
        using var writer = JsonWriting.CreateWriter(output);
        writer.WriteStartObject();
        foreach (var member in body.Members)
        {
            if (!member.Is("input"u8) || !member.Value.IsArray)
            {
                WriteMember(writer, member);
                continue;
            }

            writer.WriteStartArray("input"u8);
            foreach (var item in member.Value.Items)
            {
                writer.Write(replace(item));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>
    /// Writes a request's input as the array that the API lists: a string is a user's message, a message has its type and its content in
    /// parts, and an item without an id has one made of <paramref name="id"/> and its place.
    /// </summary>
    /// <param name="body">The request, as the client sent it: not joined.</param>
    /// <param name="id">Letters and digits that are this request's alone.</param>
    /// <param name="output">Where the array goes.</param>
    public static void WriteInputItems(JsonSlice body, string id, IBufferWriter<byte> output)
    {
        using var writer = JsonWriting.CreateWriter(output);
        writer.WriteStartArray();
        var index = 0;
        foreach (var item in InputOf(body))
        {
            WriteItem(writer, item, $"{id}_in{index++}");
        }

        writer.WriteEndArray();
    }

    /// <summary>The <c>output</c> of a finished response, or of the event that ends a streamed one; absent when there is none.</summary>
    public static JsonSlice OutputItems(JsonSlice response)
    {
        var body = response["response"u8] is { IsObject: true } inner ? inner : response;
        return body["output"u8] is { IsArray: true } items ? items : default;
    }

    private static List<JsonSlice> InputOf(JsonSlice body)
    {
        var input = body["input"u8];
        if (input.IsString)
        {
            return [new JsonSlice((byte[])[.. "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":"u8, .. input.Text.Span, .. "}]}"u8])];
        }

        var items = new List<JsonSlice>();
        foreach (var item in input.Items)
        {
            items.Add(item);
        }

        return items;
    }

    private static void WriteItem(Utf8JsonWriter writer, JsonSlice item, string id)
    {
        var type = item["type"u8];
        var isMessage = type.IsNull || type.Is("message"u8);
        writer.WriteStartObject();
        if (!item["id"u8].IsString)
        {
            writer.WriteString("id"u8, $"{Prefix(type, isMessage)}_{id}");
        }

        if (type.IsNull)
        {
            writer.WriteString("type"u8, "message"u8);
        }

        foreach (var member in item.Members)
        {
            if (isMessage && member.Is("content"u8) && member.Value.IsString)
            {
                WriteContent(writer, member.Value, item["role"u8].Is("assistant"u8));
            }
            else if (!member.Value.IsNull || !(member.Is("id"u8) || member.Is("type"u8)))
            {
                WriteMember(writer, member);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter writer, JsonSlice text, bool isAssistant)
    {
        writer.WriteStartArray("content"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, isAssistant ? "output_text"u8 : "input_text"u8);
        writer.Write("text"u8, text);
        if (isAssistant)
        {
            writer.WriteStartArray("annotations"u8);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    // The writer escapes a name again.
    private static void WriteMember(Utf8JsonWriter writer, JsonMember member)
    {
        writer.WritePropertyName(JsonText.Unescape(member.Name.Inner));
        writer.Write(member.Value);
    }

    private static string Prefix(JsonSlice type, bool isMessage) =>
        isMessage ? "msg"
        : type.Is("function_call"u8) ? "fc"
        : type.Is("custom_tool_call"u8) ? "ctc"
        : type.Is("function_call_output"u8) || type.Is("custom_tool_call_output"u8) ? "out"
        : type.Is("reasoning"u8) ? "rs"
        : type.Is("tool_search_call"u8) ? "tsc"
        : type.Is("tool_search_output"u8) ? "tso"
        : "item";
}
