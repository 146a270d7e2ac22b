using System.Data;
using System.Text.Json;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Fairlead.Server.Features.Providers;

/// <summary>Replaces what is given of a provider: its configuration, its overrides, whether it is enabled.</summary>
internal sealed class UpdateProvider(SaveProvider save, ProviderStore store, ProviderRules rules, TimeProvider time)
{
    public static async Task<IResult> Endpoint(
        string provider, JsonBody<Body> body, [FromQuery(Name = "validate_connection")] bool? validateConnection, UpdateProvider update, HttpContext context, CancellationToken cancellationToken) =>
        (await update.ExecuteAsync(provider, body.Value, validateConnection == true, context.Caller().Id, cancellationToken)).Reply(static updated =>
            TypedResults.Json(new ProviderReply(true, updated), Wire.Options));

    public Task<Outcome<Provider>> ExecuteAsync(string identifier, Body body, bool validatesConnection, string by, CancellationToken cancellationToken) =>
        save.ExecuteAsync(connection => Make(connection, identifier, body, by), validatesConnection, cancellationToken);

    private Outcome<StoredProvider> Make(IDbConnection connection, string identifier, Body body, string by)
    {
        if (store.Find(connection, identifier) is not { } existing)
        {
            return ApiErrors.ProviderNotFound(identifier);
        }

        if (rules.Refusal(identifier) is { } refusal)
        {
            return refusal;
        }

        if (existing.Type == PortProviderType.TypeName && body.Config.ValueKind == JsonValueKind.Object && body.Config.EnumerateObject().Any())
        {
            return ApiErrors.InvalidProviderConfig("config", "of the managed provider is declared by the operator, under managed: in the configuration file");
        }

        return existing with
        {
            Enabled = body.Enabled ?? existing.Enabled,
            Config = body.Config.ValueKind == JsonValueKind.Undefined || existing.Type == PortProviderType.TypeName ? existing.Config : body.Config,
            Overrides = body.Overrides.ValueKind == JsonValueKind.Undefined ? existing.Overrides : body.Overrides,
            UpdatedAt = Micros.ToTime(Micros.Now(time)),
            UpdatedBy = by,
        };
    }

    internal sealed record Body(bool? Enabled, JsonElement Config, JsonElement Overrides) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse("""
            {
              "type": "object", "additionalProperties": false,
              "properties": {
                "enabled": {"type": "boolean"},
                "config": {"type": "object", "description": "The provider type's settings."},
                "overrides": {"type": "object", "description": "models: {id: {enabled}}"}
              }
            }
            """);
    }
}
