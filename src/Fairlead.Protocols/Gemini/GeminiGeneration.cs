using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Writes <c>generationConfig</c>. Source: https://ai.google.dev/api/generate-content#v1beta.GenerationConfig</summary>
internal static class GeminiGeneration
{
    // The highest budget that every thinking model takes, and that of the one which takes more. Source: https://ai.google.dev/gemini-api/docs/thinking
    private const int HighestBudget = 24576;
    private const int HighestBudgetOfPro = 32768;

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
        WriteThinking(writer, conversation, target);
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

    private static void WriteThinking(Utf8JsonWriter writer, Conversation conversation, RequestTarget target)
    {
        if (conversation.Reasoning is not { } reasoning)
        {
            return;
        }

        var model = target.NameFor(conversation);
        conversation.Parameters.Take(Parameter.Reasoning);
        if (reasoning.IsOff && AlwaysThinks(model))
        {
            conversation.Parameters.Lose(Parameter.Reasoning, "that there is to be none");
            return;
        }

        writer.WriteStartObject("thinkingConfig"u8);
        if (!reasoning.IsOff)
        {
            writer.WriteBoolean("includeThoughts"u8, reasoning.IsShown ?? true);
        }

        WriteBudget(writer, reasoning, IsPro(model) ? HighestBudgetOfPro : HighestBudget);
        writer.WriteEndObject();
    }

    private static void WriteBudget(Utf8JsonWriter writer, Reasoning reasoning, int most)
    {
        if (reasoning.IsOff)
        {
            writer.WriteNumber("thinkingBudget"u8, 0);
        }
        else if (reasoning.Budget.AsInt64() is { } budget)
        {
            writer.WriteNumber("thinkingBudget"u8, Math.Min(budget, most));
        }
        else if (reasoning.Effort.IsPresent)
        {
            writer.WriteNumber("thinkingBudget"u8, Math.Min(ReasoningEffort.ToBudget(reasoning.Effort), most));
        }
        else if (reasoning.IsAdaptive)
        {
            writer.WriteNumber("thinkingBudget"u8, -1);
        }
    }

    private static bool IsPro(string model) => model.Contains("gemini-2.5-pro", StringComparison.OrdinalIgnoreCase);

    // These refuse a budget of 0.
    private static bool AlwaysThinks(string model) => IsPro(model) || model.Contains("gemini-3", StringComparison.OrdinalIgnoreCase);

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
