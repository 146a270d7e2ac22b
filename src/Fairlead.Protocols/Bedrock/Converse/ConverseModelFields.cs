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
        writer.WriteString("type"u8, budget.IsString ? "adaptive"u8 : "enabled"u8);
        if (!budget.IsString)
        {
            writer.Write("budget_tokens"u8, budget);
        }

        writer.WriteEndObject();
    }

    // A number of tokens; a string when the model decides; absent when it is not to think.
    private static JsonSlice Budget(Conversation conversation)
    {
        if (conversation.Reasoning is not { } reasoning)
        {
            return default;
        }

        var budget = reasoning.IsOff ? default
            : reasoning.Budget.IsPresent ? reasoning.Budget
            : reasoning.IsAdaptive ? JsonSlice.Of("adaptive")
            : BudgetOf(reasoning.Effort, conversation.Parameters.Peek(Parameter.MaxTokens).AsInt64());
        if (reasoning.IsOff || budget.IsPresent)
        {
            conversation.Parameters.Take(Parameter.Reasoning);
        }

        return budget;
    }

    // The budget counts towards the answer's limit and must leave some of it; a limit too low for any thinking is the client's word against its own.
    private static JsonSlice BudgetOf(JsonSlice effort, long? maxTokens)
    {
        var budget = effort.IsString ? Math.Min(ReasoningEffort.ToBudget(effort), (maxTokens ?? int.MaxValue) - 1) : 0;
        return budget >= LeastBudget ? JsonSlice.Of(budget) : default;
    }
}
