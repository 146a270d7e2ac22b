using Fairlead.Gateway.Admission;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Apps;

/// <summary>Changes a credential's name, role, or whether it is enabled.</summary>
internal static class UpdateApp
{
    public static async Task<IResult> Endpoint(string id, JsonBody<Body> body, ChangeApp change, CancellationToken cancellationToken)
    {
        var wanted = body.Value;
        var outcome = await change.ExecuteAsync(
            id,
            current => current with { Name = wanted.Name ?? current.Name, Role = wanted.Role ?? current.Role, Enabled = wanted.Enabled ?? current.Enabled },
            static (before, after) => before.Role != after.Role || before.Enabled != after.Enabled,
            cancellationToken);
        return outcome.Reply(static app => TypedResults.Json(new AppReply(true, app.ToApp()), Wire.Options));
    }

    internal sealed record Body(string? Name, Role? Role, bool? Enabled) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse($$"""
            {
              "type": "object", "additionalProperties": false,
              "properties": {"name": {{AppRules.Name}}, "role": {{AppRules.Role}}, "enabled": {"type": "boolean"} }
            }
            """);
    }
}
