using Fairlead.Gateway.Catalog;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary><c>POST /v1/responses</c>. Source: https://platform.openai.com/docs/api-reference/responses/create</summary>
internal static class CreateResponse
{
    public static RequestDelegate Endpoint(UpstreamOperation upstream) => context => upstream.HandleAsync(context, Operation.Responses);
}
