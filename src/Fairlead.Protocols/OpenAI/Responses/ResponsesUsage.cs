using System.Text.Json;

namespace Fairlead.Protocols.OpenAI.Responses;

/// <summary>Responses' <c>usage</c> object.</summary>
internal static class ResponsesUsage
{
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
}
