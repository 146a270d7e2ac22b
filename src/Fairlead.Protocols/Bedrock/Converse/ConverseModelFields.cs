using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>
/// Writes <c>additionalModelRequestFields</c>: what Claude takes in Anthropic's words because Converse has none of its own.
/// Source: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html
/// </summary>
internal static class ConverseModelFields
{
    private const int LeastBudget = 1024;
    private static readonly JsonSlice Enabled = JsonSlice.Of("enabled");
    private static readonly JsonSlice Disabled = JsonSlice.Of("disabled");
    private static readonly JsonSlice Adaptive = JsonSlice.Of("adaptive");

    /// <summary>Writes the member, if it has any.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="conversation">The request.</param>
    /// <param name="hasTools">Whether tools were written.</param>
    public static void Write(Utf8JsonWriter writer, Conversation conversation, bool hasTools)
    {
        var parameters = conversation.Parameters;
        var budget = Budget(conversation);
        var isSerial = hasTools && IsSerial(conversation);
        if (!budget.IsPresent && !isSerial && !parameters.Has(Parameter.TopK))
        {
            return;
        }

        writer.WriteStartObject("additionalModelRequestFields"u8);
        if (budget.IsPresent)
        {
            WriteThinking(writer, budget);
        }

        if (parameters.TryTake(Parameter.TopK, out var topK))
        {
            writer.Write("top_k"u8, topK);
        }

        if (isSerial)
        {
            parameters.Take(Parameter.ParallelToolCalls);
            writer.WriteStartObject("tool_choice"u8);
            writer.WriteString("type"u8, "auto"u8);
            writer.WriteBoolean("disable_parallel_tool_use"u8, true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    // Beside a toolChoice that forces a call, Bedrock refuses a second choice as a conflict.
    private static bool IsSerial(Conversation conversation) =>
        conversation.Parameters.Peek(Parameter.ParallelToolCalls) is { Kind: JsonValueKind.False }
        && conversation.ToolChoice is null or { Mode: ToolChoiceMode.Auto };

    private static void WriteThinking(Utf8JsonWriter writer, JsonSlice budget)
    {
        writer.WriteStartObject("thinking"u8);
        writer.Write("type"u8, budget.IsString ? budget : Enabled);
        if (!budget.IsString)
        {
            writer.Write("budget_tokens"u8, budget);
        }

        writer.WriteEndObject();
    }

    // A number of tokens; the type of thinking when it needs none; absent when nothing is asked for, or cannot be had.
    private static JsonSlice Budget(Conversation conversation)
    {
        if (conversation.Reasoning is not { } reasoning)
        {
            return default;
        }

        var budget = reasoning.IsOff ? Disabled
            : reasoning.Budget.IsPresent ? reasoning.Budget
            : reasoning.IsAdaptive ? Adaptive
            : BudgetOf(reasoning.Effort, conversation.Parameters.Peek(Parameter.MaxTokens).AsInt64());
        if (budget.IsPresent)
        {
            conversation.Parameters.Take(Parameter.Reasoning);
        }

        return budget;
    }

    // The budget counts towards the answer's limit, half of which it leaves; under a limit too low for that there is no thinking.
    private static JsonSlice BudgetOf(JsonSlice effort, long? maxTokens)
    {
        var budget = effort.IsString ? Math.Min(ReasoningEffort.ToBudget(effort), (maxTokens ?? int.MaxValue) / 2) : 0;
        return budget >= LeastBudget ? JsonSlice.Of(budget) : default;
    }
}
