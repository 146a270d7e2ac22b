using System.Text.Json;
using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.ProviderTypes.OpenAICompatible;

/// <summary>What is known of a vendor that follows OpenAI's chat completions: a line of <c>presets.json</c>.</summary>
/// <param name="BaseUrl">Its base URL.</param>
/// <param name="IsApiKeyRequired">Whether it serves nobody without a key.</param>
/// <param name="Lacking">What none of its models takes; <c>supportedFeatures</c> of a model may say otherwise.</param>
/// <param name="ReturnsReasoning">Whether it wants the thoughts of earlier turns back.</param>
internal sealed record Preset(string BaseUrl, bool IsApiKeyRequired, ModelFeatures Lacking, bool ReturnsReasoning)
{
    /// <summary>All presets by name, in the file's order.</summary>
    public static IReadOnlyDictionary<string, Preset> All { get; } =
        ShippedData.Read("presets.json").EnumerateObject().ToDictionary(static entry => entry.Name, static entry => Read(entry.Value), StringComparer.Ordinal);

    private static Preset Read(JsonElement entry) => new(
        entry.GetProperty("baseUrl").GetString()!,
        entry.GetProperty("apiKeyRequired").GetBoolean(),
        entry.TryGetProperty("unsupported", out var unsupported)
            ? unsupported.EnumerateArray().Aggregate(ModelFeatures.None, static (all, feature) => all | Enum.Parse<ModelFeatures>(feature.GetString()!, ignoreCase: true))
            : ModelFeatures.None,
        entry.TryGetProperty("returnsReasoning", out var returns) && returns.GetBoolean());
}
