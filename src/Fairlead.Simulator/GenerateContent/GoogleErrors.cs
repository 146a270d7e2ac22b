using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Google's errors: an HTTP status and the name of its RPC status
/// (https://cloud.google.com/apis/design/errors, https://ai.google.dev/gemini-api/docs/troubleshooting).</summary>
internal static class GoogleErrors
{
    internal const string KeyInvalid = "API_KEY_INVALID";

    internal static ApiError InvalidArgument(string message) => new(400, message, "INVALID_ARGUMENT");

    internal static RefusedException Invalid(string message) => new(InvalidArgument(message));

    internal static ApiError WrongKey() => InvalidArgument("API key not valid. Please pass a valid API key.") with { Code = KeyInvalid };

    internal static ApiError NoKey() => new(
        403,
        "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
        "PERMISSION_DENIED");

    internal static ApiError WrongToken() => new(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
        "UNAUTHENTICATED",
        null,
        "ACCESS_TOKEN_TYPE_UNSUPPORTED");

    internal static ApiError UnknownModel(GeminiPath path) => new(
        404,
        path.IsVertex
            ? $"Publisher Model `{path.Resource}` was not found or your project does not have access to it."
            : $"models/{path.Model} is not found for API version v1beta, or is not supported for {path.Method}. Call ListModels to see the list of available models and their supported methods.",
        "NOT_FOUND");

    internal static ApiError ByStatus(int status, GeminiPath path, int retryAfter) => status switch
    {
        400 => InvalidArgument("Request contains an invalid argument."),
        401 => WrongToken(),
        403 => new(403, "The caller does not have permission", "PERMISSION_DENIED"),
        404 => UnknownModel(path),
        429 => Exhausted(retryAfter),
        499 => new(499, "The operation was cancelled.", "CANCELLED"),
        500 => new(500, "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting", "INTERNAL"),
        503 => new(503, "The model is overloaded. Please try again later.", "UNAVAILABLE"),
        504 => new(504, "The request timed out. Please try again.", "DEADLINE_EXCEEDED"),
        > 500 => new(status, $"The service is currently unavailable (simulated {status}).", "UNAVAILABLE"),
        _ => new(status, $"The request was refused (simulated {status}).", "FAILED_PRECONDITION"),
    };

    internal static ApiError? ByCode(string code, GeminiPath path) => code switch
    {
        "context_length_exceeded" =>
            InvalidArgument("The input token count (1048577) exceeds the maximum number of tokens allowed (1048576)."),
        "insufficient_quota" or "rate_limit_exceeded" or "RESOURCE_EXHAUSTED" => Exhausted(7),
        "model_not_found" or "NOT_FOUND" => UnknownModel(path),
        "server_error" or "INTERNAL" => ByStatus(500, path, 0),
        "UNAVAILABLE" => ByStatus(503, path, 0),
        "DEADLINE_EXCEEDED" => ByStatus(504, path, 0),
        KeyInvalid => WrongKey(),
        _ => null,
    };

    private static ApiError Exhausted(int retryAfter) => new(
        429,
        $"You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.\nPlease retry in {retryAfter}s.",
        "RESOURCE_EXHAUSTED")
    { RetryAfter = retryAfter };
}
