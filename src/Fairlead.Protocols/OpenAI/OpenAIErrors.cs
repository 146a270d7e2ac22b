using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI;

/// <summary>Errors as OpenAI and the servers that follow it tell them. Source: https://platform.openai.com/docs/guides/error-codes</summary>
public static class OpenAIErrors
{
    /// <summary>Reads a body, or the payload of an error event.</summary>
    public static UpstreamError Read(JsonSlice body)
    {
        var error = body["error"u8] is { IsNull: false } inner ? inner : body;
        var code = error["code"u8] is { IsString: true } own ? own : error["type"u8];
        var message = error.IsString ? error : error["message"u8] is { IsString: true } words ? words : error["detail"u8];
        return new UpstreamError(KindOf(code, message), message.AsString(), code.AsString());
    }

    // LiteLLM and others put OpenAI's words into errors whose code is a status: the words decide when the code does not.
    private static ErrorKind KindOf(JsonSlice code, JsonSlice message) =>
        code.Is("context_length_exceeded"u8) || Says(message, "maximum context length"u8) ? ErrorKind.ContextLength
        : code.Is("content_policy_violation"u8) || code.Is("content_filter"u8) || code.Is("ResponsibleAIPolicyViolation"u8) ? ErrorKind.ContentPolicy
        : code.Is("invalid_api_key"u8) ? ErrorKind.Authentication
        : code.Is("model_not_found"u8) || code.Is("DeploymentNotFound"u8) ? ErrorKind.ModelNotFound
        : code.Is("insufficient_quota"u8) ? ErrorKind.Quota
        : code.Is("rate_limit_exceeded"u8) ? ErrorKind.RateLimited
        : ErrorKind.Other;

    private static bool Says(JsonSlice message, ReadOnlySpan<byte> words) => message.Inner.IndexOf(words) >= 0;
}
