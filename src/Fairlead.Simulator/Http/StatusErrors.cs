using Fairlead.Simulator.Azure;

namespace Fairlead.Simulator.Http;

/// <summary>The error bodies that go with a status or a code, for failures made on purpose.</summary>
internal static class StatusErrors
{
    private const string Contact =
        "You can retry your request, or contact us through our help center at help.openai.com if the error persists.";

    internal static ApiError ByStatus(int status, string model, string? key, int retryAfter) => status switch
    {
        401 => Credentials.Incorrect(key ?? ""),
        403 => new(403, "Country, region, or territory not supported", "request_forbidden", null, "unsupported_country_region_territory"),
        404 => UnknownModel(model),
        429 => RateLimited(model, retryAfter),
        500 => new(500, "The server had an error while processing your request. Sorry about that!", "server_error"),
        503 => new(503, $"That model is currently overloaded with other requests. {Contact}", "server_error"),
        >= 500 => new(status, $"The server is temporarily unable to serve the request (simulated {status}). {Contact}", "server_error"),
        _ => new(status, $"The request was refused (simulated {status}).", ApiError.InvalidRequest),
    };

    internal static ApiError? ByCode(string code, string model) => code switch
    {
        "context_length_exceeded" => ApiError.BadRequest(
            "This model's maximum context length is 128000 tokens. However, your messages resulted in 128001 tokens. Please reduce the length of the messages.",
            "messages",
            code),
        "insufficient_quota" => new(
            429,
            "You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
            code,
            null,
            code),
        "content_filter" => ContentFilter.Refusal,
        "content_policy_violation" => ApiError.BadRequest(
            "Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed by our safety system.",
            null,
            code),
        "invalid_prompt" => ApiError.BadRequest(
            "Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt: https://platform.openai.com/docs/guides/reasoning#advice-on-prompting",
            null,
            code),
        "rate_limit_exceeded" => RateLimited(model, 7),
        "model_not_found" => UnknownModel(model),
        "server_error" => ByStatus(500, model, null, 0),
        _ => null,
    };

    internal static ApiError UnknownModel(string model) => new(
        404, $"The model `{model}` does not exist or you do not have access to it.", ApiError.InvalidRequest, null, "model_not_found");

    private static ApiError RateLimited(string model, int retryAfter) => new(
        429,
        $"Rate limit reached for {model} in organization org-simulated on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in {retryAfter}s. Visit https://platform.openai.com/account/rate-limits to learn more.",
        "requests",
        null,
        "rate_limit_exceeded")
    { RetryAfter = retryAfter };
}
