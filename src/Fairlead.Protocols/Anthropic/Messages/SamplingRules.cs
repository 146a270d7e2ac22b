using System.Globalization;
using System.Text.RegularExpressions;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>
/// Which of temperature, top_p and top_k Claude takes; what it refuses is lost rather than the request. From 4.1 on it takes one of temperature and
/// top_p (https://github.com/open-webui/open-webui/issues/17922), from Opus 4.7 on none
/// (https://platform.claude.com/docs/en/about-claude/models/migration-guide). A client of the dialect hears that from the vendor.
/// </summary>
internal static partial class SamplingRules
{
    /// <summary>Whether a parameter can go along.</summary>
    public static bool Allow(Parameter parameter, Conversation conversation, RequestTarget target, ThinkingPlan plan)
    {
        var model = target.NameFor(conversation);
        if (conversation.Dialect == Dialect.Messages || !model.Contains("claude", StringComparison.OrdinalIgnoreCase))
        {
            return plan.Allows(parameter, conversation);
        }

        var parameters = conversation.Parameters;
        return plan.Allows(parameter, conversation)
            && !Newest().IsMatch(model)
            && (parameter != Parameter.TopP || (!IsOne(parameters.Peek(parameter)) && !HasTemperature(conversation, plan)));
    }

    private static bool HasTemperature(Conversation conversation, ThinkingPlan plan) =>
        conversation.Parameters.Has(Parameter.Temperature) && plan.Allows(Parameter.Temperature, conversation);

    private static bool IsOne(JsonSlice value) =>
        double.TryParse(value.Text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == 1;

    [GeneratedRegex(@"-4[.-](?:[789]|\d\d)(?!\d)|claude-(?:[a-z]+-)?(?:[5-9]|\d\d)(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Newest();
}
