using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Agents;

/// <summary>Creates an agent.</summary>
internal sealed class CreateAgent(Database database, TimeProvider time)
{
    public static async Task<IResult> Endpoint(JsonBody<Body> body, CreateAgent create, HttpContext context, CancellationToken cancellationToken) =>
        (await create.ExecuteAsync(body.Value, context.Caller().Id, cancellationToken)).Reply(static agent => TypedResults.Json(new AgentReply(true, agent), Wire.Options, statusCode: 201));

    public Task<Outcome<Agent>> ExecuteAsync(Body body, string by, CancellationToken cancellationToken) => database.WriteAsync<Agent>(
        connection =>
        {
            if (AgentStore.Find(connection, body.Identifier) is not null)
            {
                return ApiErrors.AgentExists(body.Identifier);
            }

            var now = Micros.ToTime(Micros.Now(time));
            var agent = new Agent(body.Identifier, body.Title, body.Icon, body.Properties, now, by, now, by);
            AgentStore.Save(connection, agent);
            return agent;
        },
        cancellationToken);

    internal sealed record Body(string Identifier, string? Title, string? Icon, AgentProperties Properties) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse($$"""
            {
              "type": "object", "required": ["identifier", "properties"], "additionalProperties": false,
              "properties": {"identifier": {{AgentRules.Identifier}}, {{AgentRules.Members}} }
            }
            """);
    }
}
