using Fairlead.Gateway.Catalog;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary><c>POST /v1/chat/completions</c>. Source: https://platform.openai.com/docs/api-reference/chat/create</summary>
internal static class ChatCompletions
{
    public static RequestDelegate Endpoint(UpstreamOperation upstream) => context => upstream.HandleAsync(context, Operation.Chat);
}
