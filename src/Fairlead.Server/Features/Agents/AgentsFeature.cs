using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Agents;

/// <summary>Agents: stored prompts that can be invoked by name.</summary>
internal static class AgentsFeature
{
    public static IServiceCollection AddAgents(this IServiceCollection services) => services.AddSingleton<CreateAgent>().AddSingleton<ReplaceAgent>();

    public static void MapAgents(this IEndpointRouteBuilder routes)
    {
        routes.MapControlPlane("/v1/agents", "Agents", Access.Member)
            .MapGet("/", ListAgents.Endpoint).Describe<ListAgents.Reply>("List agents", 200, 401, 422);

        var admins = routes.MapControlPlane("/v1/agents", "Agents", Access.Admin);
        admins.MapPost("/", CreateAgent.Endpoint).Describe<AgentReply>("Create an agent", 201, 401, 403, 409, 413, 422);
        admins.MapGet("/{id}", GetAgent.Endpoint).Describe<AgentReply>("Get an agent", 200, 401, 403, 404);
        admins.MapPut("/{id}", ReplaceAgent.Endpoint).Describe<AgentReply>("Replace an agent", 200, 401, 403, 404, 413, 422);
        admins.MapDelete("/{id}", DeleteAgent.Endpoint).Describe<DeleteAgent.Reply>("Delete an agent", 200, 401, 403, 404);
    }
}
