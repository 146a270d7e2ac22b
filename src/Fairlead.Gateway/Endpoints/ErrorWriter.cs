using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols.OpenAI;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>Writes errors in OpenAI's shape.</summary>
public static class ErrorWriter
{
    /// <summary>Answers with an error.</summary>
    public static Task WriteAsync(HttpContext context, GatewayError error)
    {
        var body = OpenAIErrorBody.Write(error.Message, error.Type, error.Param, error.Code);
        context.Response.StatusCode = error.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (error.RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = error.RetryAfter;
        }

        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
