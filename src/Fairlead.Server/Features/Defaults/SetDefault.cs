using System.Data;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Features.Providers;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Defaults;

/// <summary>Chooses the provider and model that requests use when they name none.</summary>
internal sealed class SetDefault(ICatalogChanges changes, ModelCatalog catalog, Declared declared, TimeProvider time)
{
    public static async Task<IResult> Endpoint(JsonBody<Body> body, SetDefault set, HttpContext context, CancellationToken cancellationToken) =>
        (await set.ExecuteAsync(body.Value, context.Caller().Id, cancellationToken)).Reply(static chosen => TypedResults.Json(new DefaultReply(true, chosen), Wire.Options));

    public Task<Outcome<Default>> ExecuteAsync(Body body, string by, CancellationToken cancellationToken) =>
        changes.WriteAsync(connection => Save(connection, body, by), cancellationToken);

    private Outcome<Default> Save(IDbConnection connection, Body body, string by)
    {
        if (Problem(body) is { } problem)
        {
            return problem;
        }

        DefaultStore.Save(connection, body.Provider, body.Model, Micros.Now(time), by);
        return DefaultStore.Find(connection)!;
    }

    // Inside a change the snapshot in force is the store's state: writes come one at a time.
    private ApiError? Problem(Body body) =>
        declared.Current.Default is { } named ? ApiErrors.DeclaredInConfiguration("The default", named.Place.ToString()) :
        !catalog.Current.Providers.TryGetValue(body.Provider, out var provider) ? ApiErrors.ProviderNotFound(body.Provider)
        : !provider.Enabled ? ApiErrors.ProviderDisabled(body.Provider)
        : provider.Models.GetValueOrDefault(body.Model) is { Enabled: true } model && model.Serves(Operation.Chat) ? null
        : ApiErrors.ModelNotEnabled(body.Model, body.Provider);

    internal sealed record Body(string Provider, string Model) : IRequestBody
    {
        public static Schema Schema { get; } = Schema.Parse("""
            {
              "type": "object", "required": ["provider", "model"], "additionalProperties": false,
              "properties": {"provider": {"type": "string", "minLength": 1}, "model": {"type": "string", "minLength": 1}}
            }
            """);
    }
}
