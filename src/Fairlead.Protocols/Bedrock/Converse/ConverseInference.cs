using System.Text.Json;
using Fairlead.Protocols.Anthropic.Messages;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes <c>inferenceConfig</c>.</summary>
internal static class ConverseInference
{
    /// <summary>Writes the member. A limit that the client did not give is left to the model, unless thoughts count towards it.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation, RequestTarget target, ThinkingPlan plan)
    {
        var parameters = conversation.Parameters;
        writer.WriteStartObject("inferenceConfig"u8);
        if (parameters.Has(Parameter.MaxTokens) || plan.Budget.IsPresent)
        {
            writer.Write("maxTokens"u8, plan.MaxTokens);
        }

        Carry(writer, parameters, Parameter.Temperature, "temperature"u8, SamplingRules.Allow(Parameter.Temperature, conversation, target, plan));
        Carry(writer, parameters, Parameter.TopP, "topP"u8, SamplingRules.Allow(Parameter.TopP, conversation, target, plan));
        if (parameters.TryTake(Parameter.Stop, out var stop))
        {
            WriteStop(writer, stop);
        }

        writer.WriteEndObject();
    }

    private static void WriteStop(Utf8JsonWriter writer, JsonSlice stop)
    {
        if (stop.IsArray)
        {
            writer.Write("stopSequences"u8, stop);
            return;
        }

        writer.WriteStartArray("stopSequences"u8);
        writer.Write(stop);
        writer.WriteEndArray();
    }

    private static void Carry(Utf8JsonWriter writer, Parameters parameters, Parameter parameter, ReadOnlySpan<byte> name, bool isTaken)
    {
        if (isTaken && parameters.TryTake(parameter, out var value))
        {
            writer.Write(name, value);
        }
    }
}
