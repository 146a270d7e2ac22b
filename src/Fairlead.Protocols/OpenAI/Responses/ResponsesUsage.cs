using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Responses' <c>usage</c> object.</summary>
internal static class ResponsesUsage
{
    /// <summary>Reads it; null when there is none.</summary>
    public static Usage? Read(JsonSlice usage) => usage.IsObject
        ? new Usage(
            Count(usage["input_tokens"u8]),
            Count(usage["output_tokens"u8]),
            Count(usage["input_tokens_details"u8]["cached_tokens"u8]),
            Count(usage["output_tokens_details"u8]["reasoning_tokens"u8]))
        : null;

    /// <summary>Writes the object's members.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, in Usage usage)
    {
        writer.WriteNumber("input_tokens"u8, usage.InputTokens);
        writer.WriteStartObject("input_tokens_details"u8);
        writer.WriteNumber("cached_tokens"u8, usage.CachedTokens);
        writer.WriteEndObject();
        writer.WriteNumber("output_tokens"u8, usage.OutputTokens);
        writer.WriteStartObject("output_tokens_details"u8);
        writer.WriteNumber("reasoning_tokens"u8, usage.ReasoningTokens);
        writer.WriteEndObject();
        writer.WriteNumber("total_tokens"u8, usage.InputTokens + usage.OutputTokens);
    }

    private static long Count(JsonSlice number) => Math.Max(0, number.AsInt64() ?? 0);
}
