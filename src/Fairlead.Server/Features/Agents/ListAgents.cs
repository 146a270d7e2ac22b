using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Agents;

/// <summary>Lists the agents.</summary>
internal static class ListAgents
{
    public static async Task<IResult> Endpoint([AsParameters] Page page, Database database, CancellationToken cancellationToken)
    {
        var (agents, next) = page.Cut(await database.ReadAsync(connection => AgentStore.List(connection, page.After, page.Fetch), cancellationToken), static agent => agent.Identifier);
        return TypedResults.Json(new Reply(true, agents, next), Wire.Options);
    }

    internal sealed record Reply(bool Ok, IReadOnlyList<Agent> Result, string? NextCursor);
}
