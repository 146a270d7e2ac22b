using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Writes <c>generationConfig</c>. Source: https://ai.google.dev/api/generate-content#v1beta.GenerationConfig</summary>
internal static class GeminiGeneration
{
    // The highest budget that every thinking model takes: the step that Google gives for the word high.
    private const int HighestBudget = 24576;

    /// <summary>Writes the member.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation, RequestTarget target)
    {
        var parameters = conversation.Parameters;
        writer.WriteStartObject("generationConfig"u8);
        Carry(writer, parameters, Parameter.Temperature, "temperature"u8);
        Carry(writer, parameters, Parameter.TopP, "topP"u8);
        Carry(writer, parameters, Parameter.TopK, "topK"u8);
        Carry(writer, parameters, Parameter.MaxTokens, "maxOutputTokens"u8);
        WriteStop(writer, parameters);
        Carry(writer, parameters, Parameter.Seed, "seed"u8);
        Carry(writer, parameters, Parameter.Choices, "candidateCount"u8);
        CarryIfSet(writer, parameters, Parameter.PresencePenalty, "presencePenalty"u8);
        CarryIfSet(writer, parameters, Parameter.FrequencyPenalty, "frequencyPenalty"u8);
        CarryIfSet(writer, parameters, Parameter.LogProbs, "responseLogprobs"u8);
        CarryIfSet(writer, parameters, Parameter.TopLogProbs, "logprobs"u8);
        WriteFormat(writer, conversation, target);
        WriteThinking(writer, conversation);
        writer.WriteEndObject();
    }

    private static void WriteStop(Utf8JsonWriter writer, Parameters parameters)
    {
        if (!parameters.TryTake(Parameter.Stop, out var stop))
        {
            return;
        }

        if (stop.IsArray)
        {
            writer.Write("stopSequences"u8, stop);
            return;
        }

        writer.WriteStartArray("stopSequences"u8);
        writer.Write(stop);
        writer.WriteEndArray();
    }

    private static void WriteFormat(Utf8JsonWriter writer, Conversation conversation, RequestTarget target)
    {
        if (conversation.Output is not { } format || (format.Schema.IsPresent && !target.TakesSchema))
        {
            return;
        }

        conversation.Parameters.Take(Parameter.Output);
        writer.WriteString("responseMimeType"u8, "application/json"u8);
        writer.WriteIfPresent("responseJsonSchema"u8, format.Schema);
    }

    private static void WriteThinking(Utf8JsonWriter writer, Conversation conversation)
    {
        if (conversation.Reasoning is not { } reasoning)
        {
            return;
        }

        conversation.Parameters.Take(Parameter.Reasoning);
        writer.WriteStartObject("thinkingConfig"u8);
        if (!reasoning.IsOff)
        {
            writer.WriteBoolean("includeThoughts"u8, reasoning.IsShown ?? true);
        }

        WriteBudget(writer, reasoning);
        writer.WriteEndObject();
    }

    private static void WriteBudget(Utf8JsonWriter writer, Reasoning reasoning)
    {
        if (reasoning.IsOff)
        {
            writer.WriteNumber("thinkingBudget"u8, 0);
        }
        else if (reasoning.Budget.IsPresent)
        {
            writer.Write("thinkingBudget"u8, reasoning.Budget);
        }
        else if (reasoning.Effort.IsPresent)
        {
            writer.WriteNumber("thinkingBudget"u8, Math.Min(ReasoningEffort.ToBudget(reasoning.Effort), HighestBudget));
        }
        else if (reasoning.IsAdaptive)
        {
            writer.WriteNumber("thinkingBudget"u8, -1);
        }
    }

    // Models without the feature refuse even its default.
    private static void CarryIfSet(Utf8JsonWriter writer, Parameters parameters, Parameter parameter, ReadOnlySpan<byte> name)
    {
        var value = parameters.Peek(parameter).Text.Span;
        if (!value.SequenceEqual("0"u8) && !value.SequenceEqual("0.0"u8) && !value.SequenceEqual("false"u8))
        {
            Carry(writer, parameters, parameter, name);
        }
    }

    private static void Carry(Utf8JsonWriter writer, Parameters parameters, Parameter parameter, ReadOnlySpan<byte> name)
    {
        if (parameters.TryTake(parameter, out var value))
        {
            writer.Write(name, value);
        }
    }
}
