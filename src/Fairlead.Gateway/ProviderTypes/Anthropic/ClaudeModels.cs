using System.Text.RegularExpressions;

namespace Fairlead.Gateway.ProviderTypes.Anthropic;

/// <summary>What is known of Claude by its name, whoever serves it and whatever that provider's entry leaves out.</summary>
internal static partial class ClaudeModels
{
    // Opus 4 and 4.1 write the least of all models since Claude 4. Source: https://platform.claude.com/docs/en/about-claude/models/overview
    private const int LeastSinceClaude4 = 32_000;

    private static readonly IReadOnlyDictionary<string, int> Listed = FixedCatalog.MostTokens("anthropic");

    /// <summary>The longest answer that a model gives, in tokens: what the shipped catalog says of its id, or else what every Claude since 4 gives; null for
    /// older ones and for models that are none.</summary>
    /// <param name="name">Any provider's name for it, such as <c>us.anthropic.claude-opus-4-6-v1:0</c> or <c>claude-sonnet-4-5@20250929</c>.</param>
    public static int? MostTokens(string name)
    {
        if (!name.Contains("claude", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var id = name.Replace('@', '-').Replace('.', '-');
        foreach (var (listed, most) in Listed)
        {
            if (id.Contains(listed, StringComparison.OrdinalIgnoreCase))
            {
                return most;
            }
        }

        return Older().IsMatch(id) ? null : LeastSinceClaude4;
    }

    [GeneratedRegex(@"claude-?(?:[a-z]+-)?(?:v?[123](?!\d)|instant)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Older();
}
