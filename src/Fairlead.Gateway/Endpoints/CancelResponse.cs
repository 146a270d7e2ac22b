using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>
/// <c>POST /v1/responses/{id}/cancel</c>. What the gateway keeps has ended, and was not made in the background, so there is nothing to cancel.
/// Source: https://platform.openai.com/docs/api-reference/responses/cancel
/// </summary>
internal static class CancelResponse
{
    public static RequestDelegate Endpoint(ResponseOperation operation) =>
        context => operation.HandleAsync(context, "/cancel", static (context, _) => ErrorWriter.WriteAsync(context, GatewayErrors.ResponseNotCancellable));
}
