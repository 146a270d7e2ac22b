using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic;

/// <summary>Anthropic's error body. Source: https://docs.anthropic.com/en/api/errors#error-shapes</summary>
public static class AnthropicErrorBody
{
    /// <summary>The type of an error of the server's own.</summary>
    public const string ApiError = "api_error";

    /// <summary>Writes <c>{"type": "error", "error": {"type", "message", "code"?}, "request_id"?}</c>.</summary>
    /// <param name="message">What went wrong, for people.</param>
    /// <param name="type">Anthropic's word for it, such as <c>invalid_request_error</c>; <see cref="ApiError"/> for the gateway's own errors.</param>
    /// <param name="code">The gateway's own code, which Anthropic's body has no place for; null for none.</param>
    /// <param name="requestId">The request's id; null for none.</param>
    public static byte[] Write(string message, string type, string? code = null, string? requestId = null)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = JsonWriting.CreateWriter(buffer))
        {
            json.WriteStartObject();
            WriteMembers(json, message, type, code);
            if (requestId is not null)
            {
                json.WriteString("request_id"u8, requestId);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Anthropic's word for what an upstream reports.</summary>
    public static string TypeOf(ErrorKind kind) => kind switch
    {
        ErrorKind.RateLimited => "rate_limit_error",
        ErrorKind.Overloaded => "overloaded_error",
        ErrorKind.ModelNotFound => "not_found_error",
        ErrorKind.ContextLength or ErrorKind.ContentPolicy => "invalid_request_error",
        _ => ApiError,
    };

    /// <summary>Writes the members of the object, which is also the payload of an <c>error</c> event.</summary>
    internal static void WriteMembers(Utf8JsonWriter json, string message, string type, string? code)
    {
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, type);
        json.WriteString("message"u8, message);
        if (code is not null)
        {
            json.WriteString("code"u8, code);
        }

        json.WriteEndObject();
    }
}
