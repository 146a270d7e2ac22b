using System.Data;
using System.Text.Json;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Fairlead.Server.Features.Providers;

/// <summary>Creates a provider, or connects an existing one anew.</summary>
internal sealed class ConnectProvider(SaveProvider save, ProviderStore store, ProviderRules rules, TimeProvider time)
{
    /// <summary>The path segment under which the defaults live: no provider can have it as its identifier.</summary>
    private const string Reserved = "defaults";

    public static async Task<IResult> Endpoint(
        JsonBody<Body> body, [FromQuery(Name = "validate_connection")] bool? validateConnection, ConnectProvider connect, HttpContext context, CancellationToken cancellationToken) =>
        (await connect.ExecuteAsync(body.Value, validateConnection == true, context.Caller().Id, cancellationToken)).Reply(static provider =>
            TypedResults.Json(new ProviderReply(true, provider), Wire.Options, statusCode: 201));

    public Task<Outcome<Provider>> ExecuteAsync(Body body, bool validatesConnection, string by, CancellationToken cancellationToken) =>
        save.ExecuteAsync(connection => Make(connection, body.Identifier ?? body.Provider, body, by), validatesConnection, cancellationToken);

    private Outcome<StoredProvider> Make(IDbConnection connection, string identifier, Body body, string by)
    {
        var existing = store.Find(connection, identifier);
        if (rules.Refusal(identifier) is { } refusal)
        {
            return refusal;
        }

        if (existing is not null && existing.Type != body.Provider)
        {
            return ApiErrors.InvalidRequest("identifier", $"is the identifier of a provider of type '{existing.Type}'; delete that one first, or choose another identifier");
        }

        var now = Micros.ToTime(Micros.Now(time));
        return new StoredProvider(identifier, body.Provider, body.Enabled ?? true, body.Config, body.Overrides, existing?.CreatedAt ?? now, existing?.CreatedBy ?? by, now, by);
    }

    internal sealed record Body(string Provider, string? Identifier, bool? Enabled, JsonElement Config, JsonElement Overrides) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse($$$"""
            {
              "type": "object", "required": ["provider", "config"], "additionalProperties": false,
              "properties": {
                "provider": {"enum": [{{{string.Join(", ", KnownProviderTypes.All.Where(static type => type.IsConnectable).Select(static type => $"\"{type.Name}\""))}}}]},
                "identifier": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-_.]{0,62}$", "description": "Its name; the provider type when absent."},
                "enabled": {"type": "boolean", "default": true},
                "config": {"type": "object", "description": "The provider type's settings."},
                "overrides": {"type": "object", "description": "models: {id: {enabled}}"}
              }
            }
            """);

        public static IEnumerable<Problem> Check(SoundPart body)
        {
            var type = body.Root.TryGetProperty("provider", out var given) ? given.GetString() : null;
            var problem = !body.Root.TryGetProperty("identifier", out var identifier) ? null
                : identifier.ValueEquals(Reserved) ? "is reserved"
                : type is not null && !identifier.ValueEquals(type) && KnownProviderTypes.Find(identifier.GetString()!) is not null ? "is a provider type's name, which only a provider of that type may have"
                : null;
            return problem is null ? [] : [new Problem("identifier", problem)];
        }
    }
}
