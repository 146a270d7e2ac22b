using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Errors as Google's APIs tell them. Source: https://cloud.google.com/apis/design/errors</summary>
public static class GoogleErrors
{
    /// <summary>Reads a body or the payload of an event: <c>{"error": {code, message, status, details}}</c>, or an array of one such.</summary>
    public static UpstreamError Read(JsonSlice body)
    {
        var outer = body.IsArray ? body.First : body;
        var error = outer["error"u8];
        if (error.IsString)
        {
            // What the token endpoint says, in OAuth's form (RFC 6749, section 5.2).
            return new UpstreamError(ErrorKind.Authentication, outer["error_description"u8].AsString(), error.AsString());
        }

        var inner = error.IsObject ? error : outer;
        var (status, reason, message) = (inner["status"u8], ReasonOf(inner["details"u8]), inner["message"u8]);
        var kind = KindOf(status, reason, message);
        return new UpstreamError(kind, message.AsString(), reason.Is("API_KEY_INVALID"u8) ? reason.AsString() : status.AsString());
    }

    private static JsonSlice ReasonOf(JsonSlice details)
    {
        foreach (var detail in details.Items)
        {
            if (detail["reason"u8] is { IsString: true } reason)
            {
                return reason;
            }
        }

        return default;
    }

    // A wrong key is a 400 INVALID_ARGUMENT like any other: its reason tells.
    private static ErrorKind KindOf(JsonSlice status, JsonSlice reason, JsonSlice message) =>
        reason.Is("API_KEY_INVALID"u8) || status.Is("UNAUTHENTICATED"u8) || status.Is("PERMISSION_DENIED"u8) ? ErrorKind.Authentication
        : Says(message, "input token count"u8) || Says(message, "exceeds the maximum number of tokens"u8) ? ErrorKind.ContextLength
        : status.Is("RESOURCE_EXHAUSTED"u8) ? ErrorKind.RateLimited
        : status.Is("UNAVAILABLE"u8) ? ErrorKind.Overloaded
        : status.Is("NOT_FOUND"u8) ? ErrorKind.ModelNotFound
        : ErrorKind.Other;

    private static bool Says(JsonSlice message, ReadOnlySpan<byte> words) => message.Inner.IndexOf(words) >= 0;
}
