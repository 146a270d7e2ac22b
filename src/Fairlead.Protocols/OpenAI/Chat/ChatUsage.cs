using System.Text.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>Chat's <c>usage</c> object.</summary>
internal static class ChatUsage
{
    /// <summary>Writes the object's members.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, in Usage usage)
    {
        writer.WriteNumber("prompt_tokens"u8, usage.InputTokens);
        writer.WriteNumber("completion_tokens"u8, usage.OutputTokens);
        writer.WriteNumber("total_tokens"u8, usage.InputTokens + usage.OutputTokens);
        writer.WriteStartObject("prompt_tokens_details"u8);
        writer.WriteNumber("cached_tokens"u8, usage.CachedTokens);
        writer.WriteEndObject();
        writer.WriteStartObject("completion_tokens_details"u8);
        writer.WriteNumber("reasoning_tokens"u8, usage.ReasoningTokens);
        writer.WriteEndObject();
    }
}
