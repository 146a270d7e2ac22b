using System.Text.Json;
using Fairlead.Protocols.Anthropic.Messages;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>
/// Writes <c>additionalModelRequestFields</c>: what Claude takes in Anthropic's words because Converse has none of its own.
/// Source: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html
/// </summary>
internal static class ConverseModelFields
{
    /// <summary>Writes the member, if it has any.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="conversation">The request.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="plan">How it is to think.</param>
    /// <param name="hasTools">Whether tools were written.</param>
    public static void Write(Utf8JsonWriter writer, Conversation conversation, RequestTarget target, ThinkingPlan plan, bool hasTools)
    {
        var parameters = conversation.Parameters;
        var isSerial = hasTools && IsSerial(conversation);
        var hasTopK = parameters.Has(Parameter.TopK) && SamplingRules.Allow(Parameter.TopK, conversation, target, plan);
        if (plan.Type is null && !isSerial && !hasTopK)
        {
            return;
        }

        writer.WriteStartObject("additionalModelRequestFields"u8);
        MessagesThinking.Write(writer, plan, conversation.Reasoning);
        if (hasTopK && parameters.TryTake(Parameter.TopK, out var topK))
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
}
