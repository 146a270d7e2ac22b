using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;

namespace Fairlead.Server.Features.Invocations;

/// <summary>AI invocations: general-purpose interactions and runs of agents, with their records.</summary>
internal static class InvocationsFeature
{
    private const string EventStream = "text/event-stream";

    public static IServiceCollection AddInvocations(this IServiceCollection services) => services
        .AddSingleton<ChatClients>()
        .AddSingleton<InvocationQuota>()
        .AddSingleton<InvocationRunner>()
        .AddSingleton<PrepareInvocation>()
        .AddSingleton<StartInvocation>()
        .AddSingleton<BackgroundRuns>()
        .AddHostedService(static services => services.GetRequiredService<BackgroundRuns>())
        .AddHostedService<Retention>();

    public static void MapInvocations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapControlPlane("/v1", "AI invocations", Access.Member);
        group.MapPost("/ai/invoke", InvokeAi.Endpoint).Describe("Run a general-purpose AI interaction", 200, EventStream, 400, 401, 404, 409, 413, 422, 429, 502).Produces<InvocationReply>(200);
        group.MapGet("/ai/invoke/{id}", GetInvocation.Endpoint).Describe<GetInvocation.Reply>("Get an invocation", 200, 401, 404);
        group.MapGet("/ai/invocations", ListInvocations.Endpoint).Describe<ListInvocations.Reply>("List invocations", 200, 401, 422);
        group.MapPost("/agent/{id}/invoke", InvokeAgent.Endpoint).Describe<StartInvocation.Accepted>("Invoke an agent", 202, 400, 401, 404, 409, 413, 422, 429, 502).Produces<string>(200, EventStream);
        group.MapGet("/quota/ai-invocations", GetQuota.Endpoint).Describe<GetQuota.Reply>("Get the month's quota", 200, 401);
    }
}
