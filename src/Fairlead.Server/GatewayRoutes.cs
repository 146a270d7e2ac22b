using Fairlead.Gateway.Endpoints;

namespace Fairlead.Server;

/// <summary>The gateway's routes as the host shows them: open to the framework, since admission authenticates, and described.</summary>
internal static class GatewayRoutes
{
    private static readonly string[] Summaries =
    [
        "Create a chat completion (OpenAI)", "Create embeddings (OpenAI)", "List models (OpenAI)", "Get a model (OpenAI)",
    ];

    public static void MapGatewayRoutes(this IEndpointRouteBuilder routes)
    {
        foreach (var (route, summary) in routes.MapGateway().Zip(Summaries))
        {
            route.AllowAnonymous().WithTags("Gateway").WithSummary(summary);
        }
    }
}
