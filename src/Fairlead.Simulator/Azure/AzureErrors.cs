using System.Globalization;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Azure;

/// <summary>Errors that Azure's front words in its own way; the rest are OpenAI's.</summary>
internal static class AzureErrors
{
    internal static ApiError NoSuchDeployment { get; } = new(
        404,
        "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.",
        null,
        null,
        "DeploymentNotFound")
    { IsBare = true };

    internal static ApiError NoSuchResource { get; } = new(404, "Resource not found", null, null, "404") { IsBare = true };

    internal static ApiError AccessDenied { get; } = new(
        401,
        "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.",
        null,
        null,
        "401")
    { IsBare = true };

    internal static ApiError Of(ApiError error) => error switch
    {
        { IsBare: true } => error,
        { Status: 401, Code: "invalid_api_key" } => AccessDenied,
        { Status: 404, Message: var message } when message.StartsWith("Invalid URL", StringComparison.Ordinal) => NoSuchResource,
        { Status: 404, Code: "model_not_found" } => NoSuchDeployment,
        { Status: 429, Code: "rate_limit_exceeded" } => error with
        {
            IsBare = true,
            Code = "429",
            Message = $"Requests to this operation have exceeded the call rate limit of your current OpenAI S0 pricing tier. Please retry after {(error.RetryAfter ?? 1).ToString(CultureInfo.InvariantCulture)} seconds.",
        },
        _ => error,
    };
}
