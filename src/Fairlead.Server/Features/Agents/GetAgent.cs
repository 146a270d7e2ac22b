using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Agents;

/// <summary>Shows an agent.</summary>
internal static class GetAgent
{
    public static async Task<IResult> Endpoint(string id, Database database, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => AgentStore.Find(connection, id), cancellationToken) is { } agent
            ? TypedResults.Json(new AgentReply(true, agent), Wire.Options)
            : new ErrorResult(ApiErrors.AgentNotFound(id));
}
