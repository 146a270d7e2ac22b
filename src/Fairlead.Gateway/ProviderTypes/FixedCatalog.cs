using System.Text.Json;
using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>
/// The models of the types whose catalog is ours to ship (<c>models.json</c>). Those marked <c>default</c> start enabled; the others, and models that the file does
/// not know, are enabled under <c>overrides.models</c>; the former also by a route that leads to them.
/// </summary>
internal static class FixedCatalog
{
    private static readonly JsonElement Catalog = ShippedData.Read("models.json");

    /// <summary>The deployments of a provider.</summary>
    public static ProviderModels Deployments(ProviderDraft draft, ProviderSnapshot provider, ModelEntries.UpstreamOf upstreamOf)
    {
        var chosen = ModelEntries.Overrides(draft.Definition.Overrides);
        var entries = Catalog.GetProperty(provider.Type);
        var deployments = entries.EnumerateArray()
            .Select(entry => ModelEntries.Read(entry, provider, IsEnabled(entry, chosen), isShipped: true, upstreamOf, isOffered: !chosen.ContainsKey(entry.GetProperty("name").GetString()!))).ToList();
        foreach (var (name, enabled) in chosen)
        {
            if (!deployments.Exists(deployment => deployment.Model == name))
            {
                deployments.Add(ModelEntries.ReadUnlisted(name, provider, enabled, upstreamOf));
            }
        }

        return new ProviderModels(deployments, name => ModelEntries.ReadPattern(name, provider, upstreamOf));
    }

    /// <summary>The longest answer of each model of a type that has one in the file, in tokens.</summary>
    public static IReadOnlyDictionary<string, int> MostTokens(string type) =>
        Catalog.GetProperty(type).EnumerateArray().Where(static entry => entry.TryGetProperty("maxOutputTokens", out _))
            .ToDictionary(static entry => entry.GetProperty("name").GetString()!, static entry => entry.GetProperty("maxOutputTokens").GetInt32(), StringComparer.Ordinal);

    private static bool IsEnabled(JsonElement entry, IReadOnlyDictionary<string, bool> chosen) =>
        chosen.TryGetValue(entry.GetProperty("name").GetString()!, out var enabled) ? enabled : ModelEntries.Flag(entry, "default", false);
}
