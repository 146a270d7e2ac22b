using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic;

/// <summary>Errors as Anthropic and the servers that follow it tell them. Source: https://docs.anthropic.com/en/api/errors</summary>
public static class AnthropicErrors
{
    /// <summary>Reads a body, or the payload of an <c>error</c> event.</summary>
    public static UpstreamError Read(JsonSlice body)
    {
        // Vertex answers with a list of Google's errors when the model was not reached at all.
        var whole = body.IsArray ? body.First : body;
        var error = whole["error"u8] is { IsNull: false } inner ? inner : whole;
        var type = error["type"u8] is { IsString: true } own ? own : error["status"u8];
        var message = error.IsString ? error : error["message"u8];
        return new UpstreamError(KindOf(type, message), message.AsString(), type.AsString());
    }

    // Most refusals are an invalid_request_error: the words decide first.
    private static ErrorKind KindOf(JsonSlice type, JsonSlice message) =>
        Says(message, "prompt is too long"u8) || Says(message, "exceed context limit"u8) || Says(message, "input is too long"u8) ? ErrorKind.ContextLength
        : Says(message, "content filtering policy"u8) ? ErrorKind.ContentPolicy
        : type.Is("billing_error"u8) || Says(message, "credit balance is too low"u8) ? ErrorKind.Quota
        : type.Is("authentication_error"u8) || type.Is("permission_error"u8) || type.Is("UNAUTHENTICATED"u8) || type.Is("PERMISSION_DENIED"u8) ? ErrorKind.Authentication
        : type.Is("not_found_error"u8) || type.Is("NOT_FOUND"u8) ? ErrorKind.ModelNotFound
        : type.Is("rate_limit_error"u8) || type.Is("RESOURCE_EXHAUSTED"u8) ? ErrorKind.RateLimited
        : type.Is("overloaded_error"u8) || type.Is("UNAVAILABLE"u8) ? ErrorKind.Overloaded
        : ErrorKind.Other;

    private static bool Says(JsonSlice message, ReadOnlySpan<byte> words) => message.Inner.IndexOf(words) >= 0;
}
