using Fairlead.Gateway.Catalog;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary><c>POST /v1/messages/count_tokens</c>. Source: https://docs.anthropic.com/en/api/messages-count-tokens</summary>
internal static class CountTokens
{
    public static RequestDelegate Endpoint(UpstreamOperation upstream) => context => upstream.HandleAsync(context, Operation.CountTokens);
}
