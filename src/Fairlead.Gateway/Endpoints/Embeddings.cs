using Fairlead.Gateway.Catalog;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary><c>POST /v1/embeddings</c>. Source: https://platform.openai.com/docs/api-reference/embeddings/create</summary>
internal static class Embeddings
{
    public static RequestDelegate Endpoint(UpstreamOperation upstream) => context => upstream.HandleAsync(context, Operation.Embeddings);
}
