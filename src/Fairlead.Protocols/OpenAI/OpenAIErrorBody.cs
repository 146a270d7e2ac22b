using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fairlead.Protocols.OpenAI;

/// <summary>OpenAI's error body. Source: https://platform.openai.com/docs/guides/error-codes/api-errors</summary>
public static class OpenAIErrorBody
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{"error": {"message", "type", "param", "code"}}</c>.</summary>
    public static byte[] Write(string message, string type, string? param, string? code)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("message", message);
            writer.WriteString("type", type);
            writer.WriteString("param", param);
            writer.WriteString("code", code);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The <c>error.message</c> and <c>error.code</c> of a body, when it has OpenAI's shape or one close to it.</summary>
    public static (string? Message, string? Code) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return default; // No JSON, or text in it that is no Unicode.
        }
    }

    private static (string? Message, string? Code) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        if (!root.TryGetProperty("error", out var error))
        {
            return (Text(root, "message") ?? Text(root, "detail"), null);
        }

        return error.ValueKind switch
        {
            JsonValueKind.Object => (Text(error, "message"), Text(error, "code") ?? Text(error, "type")),
            JsonValueKind.String => (error.GetString(), null),
            _ => default,
        };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
