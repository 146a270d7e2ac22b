using Fairlead.Gateway.Catalog;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>
/// Chooses the provider and the model of a run. Levels come in order of precedence; the provider is that of the first level which names one, and the model
/// that of the first level at or above it which names one, or else the provider's first enabled model.
/// </summary>
internal static class ModelChoice
{
    public static Outcome<Deployment> Choose(CatalogSnapshot catalog, IEnumerable<(string? Provider, string? Model)> levels)
    {
        string? model = null;
        foreach (var level in levels)
        {
            model ??= level.Model;
            if (level.Provider is not null)
            {
                return Find(catalog, level.Provider, model);
            }
        }

        return catalog.DefaultProvider is { } provider ? Find(catalog, provider.Identifier, model ?? catalog.DefaultModel) : ApiErrors.NoProvider;
    }

    private static Outcome<Deployment> Find(CatalogSnapshot catalog, string identifier, string? model)
    {
        if (!catalog.Providers.TryGetValue(identifier, out var provider))
        {
            return ApiErrors.ProviderNotFound(identifier);
        }

        if (!provider.Enabled)
        {
            return ApiErrors.ProviderDisabled(identifier);
        }

        if (model is null)
        {
            return provider.FirstChatModel is { } first ? first : ApiErrors.NoEnabledModel(identifier);
        }

        return provider.Models.GetValueOrDefault(model) is { Enabled: true } found && ServesChat(found) ? found : ApiErrors.ModelNotEnabled(model, identifier);
    }

    private static bool ServesChat(Deployment deployment) => deployment.Serves(Operation.Chat);
}
