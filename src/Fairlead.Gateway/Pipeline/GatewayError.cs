namespace Fairlead.Gateway.Pipeline;

/// <summary>Why the gateway does not send a request on, or answers in the upstream's place.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable code; <see cref="GatewayErrors"/> has them all.</param>
/// <param name="Message">What is wrong, where, and what mends it.</param>
public sealed record GatewayError(int Status, string Code, string Message)
{
    /// <summary>The field to blame, if one is.</summary>
    public string? Param { get; init; }

    /// <summary>The <c>Retry-After</c> header.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>OpenAI's error type, which follows from the status.</summary>
    public string Type => Status switch
    {
        401 => "authentication_error",
        403 => "permission_error",
        429 => "rate_limit_error",
        >= 500 => "api_error",
        _ => "invalid_request_error",
    };
}
