using System.Text.RegularExpressions;

namespace Fairlead.Simulator.Reasoning;

/// <summary>Which sampling parameters Claude's models take. https://platform.claude.com/docs/en/about-claude/models/migration-guide</summary>
internal static partial class ClaudeSampling
{
    /// <returns>What is wrong, in the vendor's words; null when nothing is.</returns>
    internal static string? Problem(string model, bool hasTemperature, bool hasTopP, bool hasTopK) =>
        Without().IsMatch(model) && (hasTemperature || hasTopP || hasTopK)
            ? $"`{(hasTemperature ? "temperature" : hasTopP ? "top_p" : "top_k")}` is deprecated for this model."
        : OneOfTwo().IsMatch(model) && hasTemperature && hasTopP ? "`temperature` and `top_p` cannot both be specified for this model. Please use only one."
        : null;

    [GeneratedRegex(@"claude-(opus-4-[78]|(opus|sonnet|haiku)-[5-9])")]
    private static partial Regex Without();

    [GeneratedRegex(@"claude-(opus-4-[156]|(sonnet|haiku)-4-[56])(?!\d)")]
    private static partial Regex OneOfTwo();
}
