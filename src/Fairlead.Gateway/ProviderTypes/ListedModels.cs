using System.Text.Json;
using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>The models of the types whose catalog the administrator writes: <c>config.models</c>.</summary>
internal static class ListedModels
{
    /// <summary>Adds a problem for each name that stands twice, and for each override of a model that is not listed.</summary>
    public static void Check(ProviderDraft draft)
    {
        var models = draft.Config.GetProperty("models");
        ModelEntries.CheckUnique(models, draft.Problems);
        foreach (var name in ModelEntries.Overrides(draft.Definition.Overrides).Keys.Where(name => !models.EnumerateArray().Any(model => model.GetProperty("name").ValueEquals(name))))
        {
            draft.Problems.Add(new($"overrides.models[\"{name}\"]", "is not a model of this provider; add it to config.models"));
        }
    }

    /// <summary>The deployments of a provider without problems.</summary>
    public static ProviderModels Deployments(ProviderDraft draft, ProviderSnapshot provider, ModelEntries.UpstreamOf upstreamOf, ModelFeatures lacking = ModelFeatures.None)
    {
        var chosen = ModelEntries.Overrides(draft.Definition.Overrides);
        return new ProviderModels(
            [.. draft.Config.GetProperty("models").EnumerateArray().Select(entry => ModelEntries.Read(entry, provider, IsEnabled(entry, chosen), isShipped: false, upstreamOf, lacking))],
            name => ModelEntries.ReadPattern(name, provider, upstreamOf, lacking));
    }

    private static bool IsEnabled(JsonElement entry, IReadOnlyDictionary<string, bool> chosen) =>
        ModelEntries.Flag(entry, "enabled", true) && chosen.GetValueOrDefault(entry.GetProperty("name").GetString()!, true);
}
