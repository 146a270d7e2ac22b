namespace Fairlead.Simulator.Messages.Reading;

/// <summary>What <c>thinking</c> asks for. https://platform.claude.com/docs/en/build-with-claude/extended-thinking</summary>
/// <param name="Enabled">Whether it thinks at all.</param>
/// <param name="Adaptive">Whether the model decides how much, and also thinks between uses of tools.</param>
/// <param name="Budget">The most tokens it may think.</param>
/// <param name="Omitted">Whether only the signature is shown.</param>
internal sealed record ThinkingConfig(bool Enabled, bool Adaptive = false, int? Budget = null, bool Omitted = false)
{
    private const int LeastBudget = 1024;
    private const string Guide = "Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking";
    private const string Considerations = Guide + "#important-considerations-when-using-extended-thinking";

    /// <param name="body">The request.</param>
    /// <param name="maxTokens">The limit of the whole answer, which the budget must leave room for; null does not compare.</param>
    internal static ThinkingConfig Read(InputObject body, int? maxTokens)
    {
        if (body.Object("thinking") is not { } thinking)
        {
            return new ThinkingConfig(false);
        }

        string type = thinking.Tag(["adaptive", "disabled", "enabled"]);
        InputObject tagged = thinking.Under(type);
        if (type == "disabled")
        {
            tagged.AllowOnly(["type"]);
            return new ThinkingConfig(false);
        }

        bool omitted = tagged.OneOf("display", "summarized", "omitted") == "omitted";
        tagged.AllowOnly(type == "enabled" ? ["type", "budget_tokens", "display"] : ["type", "display"]);
        CheckSampling(body);
        if (type == "adaptive")
        {
            return new ThinkingConfig(true, Adaptive: true, Omitted: omitted);
        }

        int budget = tagged.Integer("budget_tokens", LeastBudget) ?? throw tagged.Missing("budget_tokens");
        return maxTokens is null || maxTokens > budget
            ? new ThinkingConfig(true, Budget: budget, Omitted: omitted)
            : throw MessagesErrors.Refuse(
                $"`max_tokens` must be greater than `thinking.budget_tokens`. {Guide}#max-tokens-and-context-window-size");
    }

    private static void CheckSampling(InputObject body)
    {
        if (body.Share("temperature") is not (null or 1))
        {
            throw MessagesErrors.Refuse($"`temperature` may only be set to 1 when thinking is enabled or in adaptive mode. {Considerations}");
        }

        if (body.Get("top_k") is not null)
        {
            throw MessagesErrors.Refuse($"`top_k` must be unset when thinking is enabled. {Considerations}");
        }

        if (body.Share("top_p") is < 0.95)
        {
            throw MessagesErrors.Refuse($"`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled. {Considerations}");
        }
    }
}
