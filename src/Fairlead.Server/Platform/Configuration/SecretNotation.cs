using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Fairlead.Server.Platform.Configuration;

/// <summary><c>secret:NAME</c>, which a file may write wherever a provider's settings name a secret or hold a header's value.</summary>
internal static partial class SecretNotation
{
    private const string Mark = "secret:";
    private const string Suffix = "SecretName";

    /// <summary>The secret that a text names; null when it names none.</summary>
    public static string? NameIn(string text) => Reference().Match(text) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>Rewrites the settings of the managed provider and of all others as the API takes them.</summary>
    public static void Apply(JsonObject root)
    {
        Rewrite(root["managed"]);
        if (root["providers"] is JsonObject providers)
        {
            foreach (var provider in providers.Select(static provider => provider.Value).OfType<JsonObject>())
            {
                Rewrite(provider["config"]);
            }
        }
    }

    private static void Rewrite(JsonNode? config)
    {
        if (config is not JsonObject settings)
        {
            return;
        }

        foreach (var (name, value) in settings.Where(static setting => setting.Key.EndsWith(Suffix, StringComparison.Ordinal)).ToList())
        {
            if (TextOf(value) is { } text && text.StartsWith(Mark, StringComparison.Ordinal))
            {
                settings[name] = text[Mark.Length..].Trim();
            }
        }

        if (settings["customHeaders"] is JsonObject headers)
        {
            foreach (var (name, value) in headers.ToList())
            {
                if (TextOf(value) is { } text && NameIn(text) is { } secret)
                {
                    headers[name] = $$$"""{{ .secrets.{{{secret}}} }}""";
                }
            }
        }
    }

    private static string? TextOf(JsonNode? value) => value is JsonValue && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    [GeneratedRegex(@"^secret:\s*(?<name>[A-Za-z0-9_-]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
