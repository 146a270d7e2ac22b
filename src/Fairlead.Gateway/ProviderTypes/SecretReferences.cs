using System.Text.Json;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>The secrets that a configuration refers to. In every type a setting that names a secret ends in <c>SecretName</c>, and header values are templates.</summary>
internal static class SecretReferences
{
    private const string Suffix = "SecretName";

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Of(JsonElement config)
    {
        foreach (var setting in config.EnumerateObject())
        {
            if (setting.Name.EndsWith(Suffix, StringComparison.Ordinal) && setting.Value.ValueKind == JsonValueKind.String)
            {
                yield return setting.Value.GetString()!;
            }
        }

        foreach (var name in CustomHeaders(config).SelectMany(static header => SecretTemplate.Names(header.Value.GetString()!)))
        {
            yield return name;
        }
    }

    /// <summary>The custom headers of a configuration.</summary>
    public static IEnumerable<JsonProperty> CustomHeaders(JsonElement config) =>
        config.TryGetProperty("customHeaders", out var custom) ? custom.EnumerateObject() : Enumerable.Empty<JsonProperty>();
}
