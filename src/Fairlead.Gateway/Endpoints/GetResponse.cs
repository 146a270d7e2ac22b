using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary><c>GET /v1/responses/{id}</c>. Source: https://platform.openai.com/docs/api-reference/responses/get</summary>
internal static class GetResponse
{
    public static RequestDelegate Endpoint(ResponseOperation operation) => context => operation.HandleAsync(context, string.Empty, AnswerAsync);

    private static Task AnswerAsync(HttpContext context, KeptResponse kept) =>
        context.Request.Query["stream"] == "true" ? ErrorWriter.WriteAsync(context, GatewayErrors.KeptResponseNotStreamed) : ResponseOperation.WriteAsync(context, kept.Body);
}
