using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>
/// Writes a complete chat completion as the stream that the client asked for, for a model that cannot stream: one chunk with
/// all of a choice's message, one with its <c>finish_reason</c>, the usage when asked for, and <c>[DONE]</c>.
/// Source: https://platform.openai.com/docs/api-reference/chat-streaming
/// </summary>
public static class ChatAnswerStreamer
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the stream.</summary>
    /// <returns>False when <paramref name="completion"/> is no chat completion; nothing is written then.</returns>
    public static bool TryWrite(JsonElement completion, bool includeUsage, IBufferWriter<byte> output)
    {
        if (!IsCompletion(completion))
        {
            return false;
        }

        foreach (var (position, choice) in completion.GetProperty("choices").EnumerateArray().Index())
        {
            WriteEvent(output, completion, includeUsage, writer => WriteMessage(writer, choice, position));
            WriteEvent(output, completion, includeUsage, writer => WriteFinish(writer, choice, position));
        }

        if (includeUsage && completion.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
        {
            WriteUsage(output, completion, usage);
        }

        output.Write("data: [DONE]\n\n"u8);
        return true;
    }

    /// <summary>Whether a value has the shape of a chat completion: an object whose <c>choices</c> hold messages.</summary>
    public static bool IsCompletion(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
        && choices.EnumerateArray().All(static choice => choice.ValueKind == JsonValueKind.Object
            && choice.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object);

    private static bool IsListOfObjects(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object);

    private static void WriteEvent(IBufferWriter<byte> output, JsonElement completion, bool includeUsage, Action<Utf8JsonWriter> writeChoice)
    {
        output.Write("data: "u8);
        using (var writer = new Utf8JsonWriter(output, Plain))
        {
            writer.WriteStartObject();
            WriteHead(writer, completion);
            writer.WriteStartArray("choices");
            writeChoice(writer);
            writer.WriteEndArray();
            if (includeUsage)
            {
                writer.WriteNull("usage");
            }

            writer.WriteEndObject();
        }

        output.Write("\n\n"u8);
    }

    private static void WriteUsage(IBufferWriter<byte> output, JsonElement completion, JsonElement usage)
    {
        output.Write("data: "u8);
        using (var writer = new Utf8JsonWriter(output, Plain))
        {
            writer.WriteStartObject();
            WriteHead(writer, completion);
            writer.WriteStartArray("choices");
            writer.WriteEndArray();
            writer.WritePropertyName("usage");
            writer.WriteCopy(usage);
            writer.WriteEndObject();
        }

        output.Write("\n\n"u8);
    }

    private static void WriteHead(Utf8JsonWriter writer, JsonElement completion)
    {
        foreach (var property in completion.EnumerateObject())
        {
            if (property.NameEquals("object"u8))
            {
                writer.WriteString("object", "chat.completion.chunk");
            }
            else if (!property.NameEquals("choices"u8) && !property.NameEquals("usage"u8))
            {
                writer.WriteCopy(property);
            }
        }
    }

    private static void WriteMessage(Utf8JsonWriter writer, JsonElement choice, int position)
    {
        writer.WriteStartObject();
        WriteIndex(writer, choice, position);
        writer.WriteStartObject("delta");
        foreach (var property in choice.GetProperty("message").EnumerateObject())
        {
            if (property.NameEquals("tool_calls"u8) && IsListOfObjects(property.Value))
            {
                WriteToolCalls(writer, property.Value);
            }
            else
            {
                writer.WriteCopy(property);
            }
        }

        writer.WriteEndObject();
        if (choice.TryGetProperty("logprobs", out var logprobs))
        {
            writer.WritePropertyName("logprobs");
            writer.WriteCopy(logprobs);
        }

        writer.WriteNull("finish_reason");
        writer.WriteEndObject();
    }

    // A tool call of a delta carries its index; one of a complete message does not.
    private static void WriteToolCalls(Utf8JsonWriter writer, JsonElement calls)
    {
        writer.WriteStartArray("tool_calls");
        var index = 0;
        foreach (var call in calls.EnumerateArray())
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", index++);
            foreach (var property in call.EnumerateObject())
            {
                if (!property.NameEquals("index"u8))
                {
                    writer.WriteCopy(property);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFinish(Utf8JsonWriter writer, JsonElement choice, int position)
    {
        writer.WriteStartObject();
        WriteIndex(writer, choice, position);
        writer.WriteStartObject("delta");
        writer.WriteEndObject();
        writer.WritePropertyName("finish_reason");
        if (choice.TryGetProperty("finish_reason", out var reason) && reason.ValueKind == JsonValueKind.String)
        {
            writer.WriteCopy(reason);
        }
        else
        {
            writer.WriteStringValue("stop");
        }

        writer.WriteEndObject();
    }

    private static void WriteIndex(Utf8JsonWriter writer, JsonElement choice, int position)
    {
        var isGiven = choice.TryGetProperty("index", out var index) && index.ValueKind == JsonValueKind.Number;
        writer.WriteNumber("index", isGiven && index.TryGetInt32(out var value) ? value : position);
    }
}
