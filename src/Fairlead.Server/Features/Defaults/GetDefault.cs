using Fairlead.Gateway.Catalog;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Defaults;

/// <summary>Shows the default: the organization's, or else the managed provider's first enabled chat model.</summary>
internal sealed class GetDefault(Database database, ModelCatalog catalog, Declared declared)
{
    public static async Task<IResult> Endpoint(GetDefault get, CancellationToken cancellationToken) =>
        (await get.ExecuteAsync(cancellationToken)).Reply(static chosen => TypedResults.Json(new DefaultReply(true, chosen), Wire.Options));

    private async Task<Outcome<Default>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (declared.Current.Default is { } named)
        {
            return named.Model is { } own ? new Default(named.Provider, own) : FirstModel();
        }

        if (await database.ReadAsync(DefaultStore.Find, cancellationToken) is { } chosen)
        {
            return chosen;
        }

        return FirstModel();
    }

    private Outcome<Default> FirstModel() =>
        catalog.Current.DefaultProvider is { FirstChatModel: { } model } provider ? new Default(provider.Identifier, model.Model) : ApiErrors.NoProvider;
}
