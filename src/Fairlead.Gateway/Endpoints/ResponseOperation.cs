using Fairlead.Gateway.Admission;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>What the routes of one response have in common: admission, finding it, and going to its provider when that keeps it.</summary>
internal sealed class ResponseOperation(KeyAuthentication authentication, IResponseStore store, ResponseForwarder forwarder)
{
    /// <summary>Handles a request about the response that the route names.</summary>
    /// <param name="context">The request.</param>
    /// <param name="action">What follows the id in its provider's address.</param>
    /// <param name="answer">Answers for a response that is kept here.</param>
    /// <param name="forgets">Whether the response is forgotten when its provider has done as it was asked.</param>
    public async Task HandleAsync(HttpContext context, string action, Func<HttpContext, KeptResponse, Task> answer, bool forgets = false)
    {
        if (await authentication.AuthenticateAsync(context.Request, context.RequestAborted) is not { } caller)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.Unauthorized);
            return;
        }

        var id = (string)context.Request.RouteValues["id"]!;
        if (await store.FindAsync(id, caller.Id, context.RequestAborted) is not { } kept)
        {
            await ErrorWriter.WriteAsync(context, GatewayErrors.ResponseNotFound(id));
            return;
        }

        var isDone = kept.HasContent || await forwarder.ForwardAsync(context, kept, action);
        if (forgets && isDone)
        {
            await store.DeleteAsync(id, caller.Id, CancellationToken.None);
        }

        if (kept.HasContent)
        {
            await answer(context, kept);
        }
    }

    /// <summary>Answers with JSON.</summary>
    public static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
