using System.Globalization;
using System.Text.RegularExpressions;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>The longest answers of Claude's models. https://platform.claude.com/docs/en/about-claude/models/overview</summary>
internal static partial class AnswerLimits
{
    internal static void Check(string model, int? maxTokens)
    {
        if (MostOf(model) is { } most && maxTokens > most)
        {
            throw MessagesErrors.Refuse(string.Create(
                CultureInfo.InvariantCulture, $"max_tokens: {maxTokens} > {most}, which is the maximum allowed number of output tokens for {model}"));
        }
    }

    private static int? MostOf(string model) =>
        From46().IsMatch(model) ? 128_000
        : Opus4().IsMatch(model) ? 32_000
        : UpTo45().IsMatch(model) ? 64_000
        : null;

    [GeneratedRegex(@"claude-opus-4(-[01]\b|[@-]20|\z)")]
    private static partial Regex Opus4();

    [GeneratedRegex(@"claude-(opus|sonnet|haiku)-4")]
    private static partial Regex UpTo45();

    [GeneratedRegex(@"claude-(opus|sonnet|haiku)-(4-[6-9]|[5-9])")]
    private static partial Regex From46();
}
