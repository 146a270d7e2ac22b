using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Agents;

/// <summary>Deletes an agent. Its invocations' records stay.</summary>
internal static class DeleteAgent
{
    public static async Task<IResult> Endpoint(string id, Database database, CancellationToken cancellationToken)
    {
        var outcome = await database.WriteAsync<bool>(connection => AgentStore.Delete(connection, id) ? true : ApiErrors.AgentNotFound(id), cancellationToken);
        return outcome.Reply(static _ => TypedResults.Json(new Reply(true), Wire.Options));
    }

    internal sealed record Reply(bool Ok);
}
