using System.Globalization;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>
/// How the dialect is told to think. Models take either a budget or an effort (<see cref="ThinkingModels"/>). A budget is at least 1,024 tokens
/// and counts towards <c>max_tokens</c>: thoughts get three quarters at most of the limit that the client gave, or else of the longest answer that
/// the model gives, above which the vendor refuses a limit; where that is not known, the budget comes on top of the default. Forced tools exclude
/// thinking, and so does a budget when the calls of the running turn come back without the thoughts that led to them; the effort is lost then.
/// Source: https://platform.claude.com/docs/en/build-with-claude/extended-thinking
/// </summary>
internal sealed record ThinkingPlan
{
    private const long LeastBudget = 1024;
    private const long ShareOfLimit = 4;
    private const double LeastTopP = 0.95;
    private static readonly JsonSlice Low = JsonSlice.Of("low");

    /// <summary>The kind of thinking; null for what the model does by default.</summary>
    public string? Type { get; private init; }

    /// <summary>The budget in tokens; absent for none.</summary>
    public JsonSlice Budget { get; private init; }

    /// <summary>The effort in words; absent for none.</summary>
    public JsonSlice Effort { get; private init; }

    /// <summary>The limit of the answer in tokens, thoughts included.</summary>
    public required JsonSlice MaxTokens { get; init; }

    /// <summary>Whether there is thinking, with which the vendor refuses most sampling parameters.</summary>
    public bool IsOn => Type is "enabled" or "adaptive";

    /// <summary>Whether a sampling parameter can go along. With thinking the vendor takes a temperature of 1 and a top_p close to it, and no top_k: others
    /// are lost rather than the request. A client of the dialect hears that from the vendor.</summary>
    public bool Allows(Parameter parameter, Conversation conversation) =>
        !IsOn || conversation.Dialect == Dialect.Messages || parameter switch
        {
            Parameter.Temperature => Number(conversation.Parameters.Peek(parameter)) == 1,
            Parameter.TopP => Number(conversation.Parameters.Peek(parameter)) >= LeastTopP,
            _ => false,
        };

    /// <summary>Decides, and takes what it says from the parameters.</summary>
    public static ThinkingPlan For(Conversation conversation, RequestTarget target)
    {
        var parameters = conversation.Parameters;
        var isLimited = parameters.TryTake(Parameter.MaxTokens, out var limit);
        var plan = new ThinkingPlan { MaxTokens = isLimited ? limit : JsonSlice.Of(target.DefaultMaxTokens) };
        if (conversation.Reasoning is not { } reasoning)
        {
            return plan;
        }

        var thinking = conversation.Dialect == Dialect.Messages ? plan.Own(reasoning)
            : reasoning.IsOff ? plan with { Type = "disabled" }
            : ThinkingModels.TakeBudget(target.NameFor(conversation)) ? plan.Budgeted(reasoning, conversation, isLimited ? limit.AsInt64() : null, target)
            : plan.Adaptive(reasoning, conversation);
        if (thinking is not null)
        {
            parameters.Take(Parameter.Reasoning);
        }

        return thinking ?? plan;
    }

    // What a client of the dialect says needs no interpretation.
    private ThinkingPlan Own(Reasoning reasoning) => this with
    {
        Type = reasoning.IsOff ? "disabled" : reasoning.IsAdaptive ? "adaptive" : reasoning.Budget.IsPresent ? "enabled" : null,
        Budget = reasoning.Budget,
        Effort = reasoning.Effort,
    };

    private ThinkingPlan Adaptive(Reasoning reasoning, Conversation conversation)
    {
        var effort = reasoning.Effort.IsPresent ? reasoning.Effort
            : reasoning.Budget.AsInt64() is { } budget ? ReasoningEffort.ToEffort(budget)
            : default;
        return this with { Type = IsForced(conversation) ? null : "adaptive", Effort = effort.Is("minimal"u8) ? Low : effort };
    }

    private ThinkingPlan? Budgeted(Reasoning reasoning, Conversation conversation, long? limit, RequestTarget target)
    {
        var wanted = Math.Max(LeastBudget, reasoning.Budget.AsInt64() ?? ReasoningEffort.ToBudget(reasoning.Effort));
        var budget = (limit ?? target.MostTokens) is { } most ? Math.Min(wanted, most - (most / ShareOfLimit)) : wanted;
        return budget < LeastBudget || IsForced(conversation) || HasCallsWithoutThoughts(conversation)
            ? null
            : this with
            {
                Type = "enabled",
                Budget = JsonSlice.Of(budget),
                MaxTokens = (limit ?? target.MostTokens) is null ? JsonSlice.Of(Math.Min(budget, int.MaxValue) + target.DefaultMaxTokens) : MaxTokens,
            };
    }

    private static double? Number(JsonSlice value) =>
        double.TryParse(value.Text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsForced(Conversation conversation) =>
        OfferedTools.ChoiceOf(conversation, Dialect.Messages)?.Mode is ToolChoiceMode.Required or ToolChoiceMode.Named;

    private static bool HasCallsWithoutThoughts(Conversation conversation)
    {
        var hasCalls = false;
        var hasThoughts = false;
        for (var i = conversation.Items.Count - 1; i >= 0 && conversation.Items[i].Role != Role.User; i--)
        {
            foreach (var block in conversation.Items[i].Blocks)
            {
                hasCalls |= block is ToolCallBlock;
                hasThoughts |= block is ReasoningBlock thoughts && (thoughts.Signature.IsPresent || thoughts.Redacted.IsPresent);
            }
        }

        return hasCalls && !hasThoughts;
    }
}
