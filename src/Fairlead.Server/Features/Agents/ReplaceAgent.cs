using System.Data;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Agents;

/// <summary>Replaces an agent's title, icon and properties.</summary>
internal sealed class ReplaceAgent(Database database, TimeProvider time)
{
    public static async Task<IResult> Endpoint(string id, JsonBody<Body> body, ReplaceAgent replace, HttpContext context, CancellationToken cancellationToken) =>
        (await replace.ExecuteAsync(id, body.Value, context.Caller().Id, cancellationToken)).Reply(static agent => TypedResults.Json(new AgentReply(true, agent), Wire.Options));

    public Task<Outcome<Agent>> ExecuteAsync(string id, Body body, string by, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Replace(connection, id, body, by), cancellationToken);

    private Outcome<Agent> Replace(IDbConnection connection, string id, Body body, string by)
    {
        if (body.Identifier is not null && body.Identifier != id)
        {
            return ApiErrors.InvalidRequest("identifier", "cannot be changed");
        }

        if (AgentStore.Find(connection, id) is not { } current)
        {
            return ApiErrors.AgentNotFound(id);
        }

        var agent = current with { Title = body.Title, Icon = body.Icon, Properties = body.Properties, UpdatedAt = Micros.ToTime(Micros.Now(time)), UpdatedBy = by };
        AgentStore.Save(connection, agent);
        return agent;
    }

    internal sealed record Body(string? Identifier, string? Title, string? Icon, AgentProperties Properties) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse($$"""
            {
              "type": "object", "required": ["properties"], "additionalProperties": false,
              "properties": {"identifier": {{AgentRules.Identifier}}, {{AgentRules.Members}} }
            }
            """);
    }
}
