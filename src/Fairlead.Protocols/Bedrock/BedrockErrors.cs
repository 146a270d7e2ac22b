using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock;

/// <summary>Errors as Bedrock tells them. Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors</summary>
public static class BedrockErrors
{
    private static readonly (string Name, ErrorKind Kind)[] Kinds =
    [
        ("Throttling", ErrorKind.RateLimited),
        ("TooManyRequests", ErrorKind.RateLimited),
        ("ServiceQuotaExceeded", ErrorKind.Quota),
        ("ServiceUnavailable", ErrorKind.Overloaded),
        ("ModelNotReady", ErrorKind.Overloaded),
        ("ResourceNotFound", ErrorKind.ModelNotFound),
        ("AccessDenied", ErrorKind.Authentication),
        ("UnrecognizedClient", ErrorKind.Authentication),
        ("InvalidSignature", ErrorKind.Authentication),
        ("IncompleteSignature", ErrorKind.Authentication),
        ("InvalidClientTokenId", ErrorKind.Authentication),
        ("MissingAuthenticationToken", ErrorKind.Authentication),
        ("ExpiredToken", ErrorKind.Authentication),
    ];

    /// <summary>Reads a body or the payload of an exception.</summary>
    /// <param name="body"><c>{"message"}</c> or <c>{"Message"}</c>; absent when there is none.</param>
    /// <param name="errorType">The exception's name: the header <c>x-amzn-errortype</c>, which may go on after a colon, or the event stream's <c>:exception-type</c>.</param>
    public static UpstreamError Read(JsonSlice body, string? errorType)
    {
        var message = body["message"u8] is { IsString: true } lower ? lower : body["Message"u8];
        var name = errorType ?? body["__type"u8].AsString();
        name = name?.Split(':')[0].Split('#')[^1];
        return new UpstreamError(KindOf(name ?? "", message), message.AsString(), name);
    }

    // Bedrock passes on the words of the model's maker, each of whom has others for an input that is too long.
    private static ErrorKind KindOf(string name, JsonSlice message) =>
        Says(message, "nput is too long"u8) || Says(message, "prompt is too long"u8) || Says(message, "oo many input tokens"u8)
            || Says(message, "maximum context length"u8) || Says(message, "exceed context limit"u8) ? ErrorKind.ContextLength
        : Says(message, "content filter"u8) ? ErrorKind.ContentPolicy
        : Says(message, "Too many tokens"u8) || Says(message, "Too many requests"u8) ? ErrorKind.RateLimited
        : Says(message, "model identifier is invalid"u8) ? ErrorKind.ModelNotFound
        : KindOf(name);

    private static ErrorKind KindOf(string name)
    {
        foreach (var (known, kind) in Kinds)
        {
            if (name.StartsWith(known, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return ErrorKind.Other;
    }

    private static bool Says(JsonSlice message, ReadOnlySpan<byte> words) => message.Inner.IndexOf(words) >= 0;
}
