using System.Text.RegularExpressions;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>
/// Which models take <c>thinking: {type: "enabled", budget_tokens}</c>: Claude up to 4.5, and other vendors' models behind the dialect. Claude
/// from 4.6 on takes <c>adaptive</c> with an effort, and refuses a budget from 4.7 on.
/// Source: https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-adaptive-thinking.html
/// </summary>
internal static partial class ThinkingModels
{
    /// <summary>Whether a model takes a budget.</summary>
    /// <param name="model">Its name as the upstream or the client has it.</param>
    public static bool TakeBudget(string model) => !model.Contains("claude", StringComparison.OrdinalIgnoreCase) || Older().IsMatch(model);

    [GeneratedRegex(@"claude-(?:[123](?!\d)|instant|4-(?:opus|sonnet|haiku|5))|-4(?:$|[@:.-](?:[015](?!\d)|20\d{6}))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Older();
}
