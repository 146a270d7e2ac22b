using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI.Chat;

/// <summary>
/// A vendor's proofs of its thoughts, in extensions of the dialect: LiteLLM's <c>thinking_blocks</c>
/// (https://docs.litellm.ai/docs/reasoning_content) and Google's <c>extra_content</c> (https://ai.google.dev/gemini-api/docs/thought-signatures).
/// </summary>
internal static class ChatProofs
{
    /// <summary>Writes an entry of <c>thinking_blocks</c>.</summary>
    public static void WriteBlock(Utf8JsonWriter writer, JsonSlice text, JsonSlice signature, JsonSlice redacted)
    {
        writer.WriteStartObject();
        if (redacted.IsPresent)
        {
            writer.WriteString("type"u8, "redacted_thinking"u8);
            writer.Write("data"u8, redacted);
        }
        else
        {
            writer.WriteString("type"u8, "thinking"u8);
            writer.Write("thinking"u8, text);
            writer.Write("signature"u8, signature);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes <c>extra_content</c> of a tool call.</summary>
    public static void WriteOnCall(Utf8JsonWriter writer, JsonSlice signature)
    {
        writer.WriteStartObject("extra_content"u8);
        writer.WriteStartObject("google"u8);
        writer.Write("thought_signature"u8, signature);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
