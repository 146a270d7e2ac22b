using System.Text.Json;
using Fairlead.Protocols.Anthropic.Messages;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes <c>inferenceConfig</c>.</summary>
internal static class ConverseInference
{
    /// <summary>Writes the member. A limit that the client did not give is left to the model, unless thoughts count towards it.</summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation, ThinkingPlan plan)
    {
        var parameters = conversation.Parameters;
        writer.WriteStartObject("inferenceConfig"u8);
        if (parameters.Has(Parameter.MaxTokens) || plan.Budget.IsPresent)
        {
            writer.Write("maxTokens"u8, plan.MaxTokens);
        }

        Carry(writer, conversation, plan, Parameter.Temperature, "temperature"u8);
        Carry(writer, conversation, plan, Parameter.TopP, "topP"u8);
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

    private static void Carry(Utf8JsonWriter writer, Conversation conversation, ThinkingPlan plan, Parameter parameter, ReadOnlySpan<byte> name)
    {
        if (plan.Allows(parameter, conversation) && conversation.Parameters.TryTake(parameter, out var value))
        {
            writer.Write(name, value);
        }
    }
}
