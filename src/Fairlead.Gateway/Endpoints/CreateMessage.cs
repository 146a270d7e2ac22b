using Fairlead.Gateway.Catalog;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary><c>POST /v1/messages</c>. Source: https://docs.anthropic.com/en/api/messages</summary>
internal static class CreateMessage
{
    public static RequestDelegate Endpoint(UpstreamOperation upstream) => context => upstream.HandleAsync(context, Operation.Messages);
}
