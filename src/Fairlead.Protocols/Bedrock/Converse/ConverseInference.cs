using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes <c>inferenceConfig</c>.</summary>
internal static class ConverseInference
{
    /// <summary>Writes the member.</summary>
    public static void Write(Utf8JsonWriter writer, Parameters parameters)
    {
        writer.WriteStartObject("inferenceConfig"u8);
        Carry(writer, parameters, Parameter.MaxTokens, "maxTokens"u8);
        Carry(writer, parameters, Parameter.Temperature, "temperature"u8);
        Carry(writer, parameters, Parameter.TopP, "topP"u8);
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

    private static void Carry(Utf8JsonWriter writer, Parameters parameters, Parameter parameter, ReadOnlySpan<byte> name)
    {
        if (parameters.TryTake(parameter, out var value))
        {
            writer.Write(name, value);
        }
    }
}
