using System.Text.RegularExpressions;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>The address of a method of a model, below whatever prefix.</summary>
/// <param name="Resource">Everything before the method, without the leading slash.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Method">The method, such as <c>generateContent</c>.</param>
internal sealed partial record GeminiPath(string Resource, string Model, string Method)
{
    /// <summary>Whether the model is named the way Vertex AI does.</summary>
    internal bool IsVertex => Resource.Contains("publishers/google/", StringComparison.Ordinal);

    /// <summary>Whether a project is named, which takes an access token in place of a key.</summary>
    internal bool IsOfProject => $"/{Resource}".Contains("/projects/", StringComparison.Ordinal);

    internal static GeminiPath? Parse(string path) => Pattern().Match(path) is { Success: true } match
        ? new GeminiPath(match.Groups["resource"].Value, match.Groups["model"].Value, match.Groups["method"].Value)
        : null;

    [GeneratedRegex("^/(?<resource>(.*/)?models/(?<model>[^/:]+)):(?<method>generateContent|streamGenerateContent|countTokens)$")]
    private static partial Regex Pattern();
}
