using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>The models of the types whose catalog the administrator writes: <c>config.models</c>.</summary>
internal static class ListedModels
{
    /// <summary>Adds a problem for each name that stands twice, and for each override of a model that is not listed.</summary>
    public static void Check(ProviderDraft draft)
    {
        var names = draft.Config.TryGetProperty("models", out var models) ? models.EnumerateArray().Select(NameOf).ToList() : [null];
        foreach (var (index, name) in names.Index().Where(entry => entry.Item is not null && names.IndexOf(entry.Item) < entry.Index))
        {
            draft.Problems.Add(new($"config.models[{index}].name", "is the name of an earlier model too; names must be unique"));
        }

        // A name that was refused may be the very one that is overridden.
        foreach (var name in ModelEntries.Overrides(draft.Definition.Overrides).Keys.Where(name => !names.Contains(name) && !names.Contains(null)))
        {
            draft.Problems.Add(new(Problem.Join("overrides.models", name), "is not a model of this provider; add it to config.models"));
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

    private static string? NameOf(JsonElement model) => model.TryGetProperty("name", out var name) ? name.GetString() : null;

    private static bool IsEnabled(JsonElement entry, IReadOnlyDictionary<string, bool> chosen) =>
        ModelEntries.Flag(entry, "enabled", true) && chosen.GetValueOrDefault(entry.GetProperty("name").GetString()!, true);
}
