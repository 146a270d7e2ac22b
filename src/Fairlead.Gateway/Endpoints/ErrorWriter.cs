using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>Writes errors in the dialect of the route: Anthropic's for its routes and for its clients' lists of models, OpenAI's elsewhere.</summary>
public static class ErrorWriter
{
    private const int AnthropicOverloaded = 529;

    /// <summary>Answers with an error.</summary>
    public static Task WriteAsync(HttpContext context, GatewayError error)
    {
        var isAnthropic = SpeaksAnthropic(context.Request);
        var body = isAnthropic ? DialectErrors.AnthropicBody(error) : DialectErrors.OpenAIBody(error);
        context.Response.StatusCode = isAnthropic && error.Status == StatusCodes.Status503ServiceUnavailable ? AnthropicOverloaded : error.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (error.RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = error.RetryAfter;
        }

        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Whether a request is one of Anthropic's dialect.</summary>
    public static bool SpeaksAnthropic(HttpRequest request) =>
        request.Path.StartsWithSegments("/v1/messages", StringComparison.Ordinal)
        || (request.Path.StartsWithSegments("/v1/models", StringComparison.Ordinal) && request.Headers.ContainsKey("anthropic-version"));
}
