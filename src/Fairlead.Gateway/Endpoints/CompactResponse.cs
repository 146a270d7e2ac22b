using Fairlead.Gateway.Catalog;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary>
/// <c>POST /v1/responses/compact</c>: passes through to upstreams that have it, as only they can read what it makes.
/// Source: https://platform.openai.com/docs/api-reference/responses/compact
/// </summary>
internal static class CompactResponse
{
    public static RequestDelegate Endpoint(UpstreamOperation upstream) => context => upstream.HandleAsync(context, Operation.Compaction);
}
