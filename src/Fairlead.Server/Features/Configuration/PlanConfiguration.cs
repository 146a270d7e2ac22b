using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Features.Providers;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Configuration;

/// <summary>Says what a configuration would change, and changes nothing.</summary>
internal sealed class PlanConfiguration(ConfigurationContext context, Declared declared, IDeclarations declarations)
{
    private const string Name = "configuration";

    public static async Task<IResult> Endpoint(JsonBody<Body> body, PlanConfiguration plan, CancellationToken cancellationToken) =>
        (await plan.ExecuteAsync(body.Value, cancellationToken)).Reply(static delta => TypedResults.Json(new ConfigurationReply(true, delta), Wire.Options));

    private async Task<Outcome<ConfigurationDelta>> ExecuteAsync(Body body, CancellationToken cancellationToken)
    {
        var (next, problems) = ConfigurationFile.Of(JsonObject.Create(body.Configuration)!, Name, context);
        if (next is null)
        {
            return ApiErrors.InvalidConfiguration([.. problems.Select(static problem => ConfigurationProblem.At(new Place(Name, 1, 1), problem))]);
        }

        return (await declarations.TryAsync(next, cancellationToken)).TryGet(out var shadowed, out var error)
            ? new ConfigurationDelta(ConfigurationDifference.Between(declared.Current, next), ConfigurationDifference.Options(declared.Options, next.Options), shadowed)
            : error;
    }

    internal sealed record Body(JsonElement Configuration) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse("""
            {
              "type": "object", "required": ["configuration"], "additionalProperties": false,
              "properties": {
                "configuration": {"type": "object", "description": "A configuration as fairlead.yaml has it, includes joined and references to the environment replaced: docs/reference/fairlead.schema.json."}
              }
            }
            """);
    }
}
