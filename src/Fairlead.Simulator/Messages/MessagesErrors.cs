using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Messages;

/// <summary>Anthropic's errors. The types that go with a status: https://platform.claude.com/docs/en/api/errors.</summary>
internal static class MessagesErrors
{
    internal const string InvalidRequest = "invalid_request_error";
    internal const string Authentication = "authentication_error";
    internal const string NotFound = "not_found_error";

    internal static RefusedException Refuse(string message) => new(new ApiError(400, message, InvalidRequest));

    internal static ApiError UnknownModel(string model) => new(404, $"model: {model}", NotFound);

    internal static ApiError ByStatus(int status, int retryAfter) => status switch
    {
        401 => new(401, "invalid x-api-key", Authentication),
        402 => new(402, "Your account cannot be billed for this request (simulated).", "billing_error"),
        403 => new(403, "Your API key does not have permission to use the specified resource.", "permission_error"),
        404 => new(404, "Not Found", NotFound),
        413 => new(413, "Request exceeds the maximum size", "request_too_large"),
        429 => RateLimited(retryAfter),
        500 => new(500, "Internal server error", "api_error"),
        504 => new(504, "The request timed out while it was being processed.", "timeout_error"),
        529 => new(529, "Overloaded", "overloaded_error"),
        > 500 => new(status, $"The service cannot answer at the moment (simulated {status}).", "api_error"),
        _ => new(status, $"The request was refused (simulated {status}).", InvalidRequest),
    };

    internal static ApiError? ByCode(string code, string model) => code switch
    {
        "context_length_exceeded" => new(400, "prompt is too long: 200001 tokens > 200000 maximum", InvalidRequest),
        "insufficient_quota" => new(
            400,
            "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.",
            InvalidRequest),
        "rate_limit_exceeded" => RateLimited(7),
        "overloaded" => ByStatus(529, 0),
        "model_not_found" => UnknownModel(model),
        "server_error" => ByStatus(500, 0),
        _ => null,
    };

    private static ApiError RateLimited(int retryAfter) => new(
        429,
        "This request would exceed your organization's rate limit of 50 requests per minute. For details, refer to: https://docs.claude.com/en/api/rate-limits.",
        "rate_limit_error")
    { RetryAfter = retryAfter };
}
