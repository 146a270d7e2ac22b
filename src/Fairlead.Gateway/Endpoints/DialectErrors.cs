using System.Buffers;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols.Anthropic;
using Fairlead.Protocols.OpenAI;
using Fairlead.Protocols.Streaming;

namespace Fairlead.Gateway.Endpoints;

/// <summary>The gateway's errors as each dialect tells them.</summary>
internal static class DialectErrors
{
    private const string TooLong = "prompt is too long";

    /// <summary>A body of OpenAI's.</summary>
    public static byte[] OpenAIBody(GatewayError error) => OpenAIErrorBody.Write(error.Message, error.Type, error.Param, error.Code);

    /// <summary>
    /// A body of Anthropic's; our code, for which it has no place, stands beside the type. Anthropic has no code for an input that is too long: its clients know it by
    /// these words, and Claude Code shortens the conversation then.
    /// </summary>
    public static byte[] AnthropicBody(GatewayError error) => AnthropicErrorBody.Write(
        error.Code == "context_length_exceeded" && !error.Message.Contains(TooLong, StringComparison.OrdinalIgnoreCase) ? $"{TooLong}: {error.Message}" : error.Message, AnthropicType(error.Status), error.Code);

    /// <summary>The event that ends a stream.</summary>
    public static byte[] Event(Operation operation, GatewayError error)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        if (operation == Operation.Messages)
        {
            buffer.Write("event: error\n"u8);
        }
        else if (operation == Operation.Responses)
        {
            WriteResponsesEvent(buffer, error);
            return buffer.WrittenSpan.ToArray();
        }

        buffer.Write("data: "u8);
        buffer.Write(operation == Operation.Messages ? AnthropicBody(error) : OpenAIBody(error));
        buffer.Write("\n\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    // Source: https://platform.openai.com/docs/api-reference/responses-streaming/error
    private static void WriteResponsesEvent(ArrayBufferWriter<byte> buffer, GatewayError error)
    {
        var events = new EventWriter(buffer);
        var json = events.Begin("error"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteString("code"u8, error.Code);
        json.WriteString("message"u8, error.Message);
        json.WriteString("param"u8, error.Param);
        json.WriteNumber("sequence_number"u8, 0);
        json.WriteEndObject();
        events.End();
    }

    // Source: https://docs.anthropic.com/en/api/errors
    private static string AnthropicType(int status) => status switch
    {
        400 or 415 or 422 => "invalid_request_error",
        401 => "authentication_error",
        403 => "permission_error",
        404 or 405 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        503 => "overloaded_error",
        _ => AnthropicErrorBody.ApiError,
    };
}
