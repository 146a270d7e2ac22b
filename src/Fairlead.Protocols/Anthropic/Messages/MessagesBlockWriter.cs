using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>Writes blocks of <c>content</c>.</summary>
internal static class MessagesBlockWriter
{
    /// <summary>Writes a text.</summary>
    public static void WriteText(Utf8JsonWriter json, JsonSlice text, JsonSlice cacheControl)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.Write("text"u8, text);
        End(json, cacheControl);
    }

    /// <summary>Writes thoughts with their proof.</summary>
    public static void WriteThoughts(Utf8JsonWriter json, JsonSlice text, JsonSlice signature)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "thinking"u8);
        json.Write("thinking"u8, text);
        json.Write("signature"u8, signature);
        json.WriteEndObject();
    }

    /// <summary>Writes thoughts that only the vendor can read.</summary>
    public static void WriteRedacted(Utf8JsonWriter json, JsonSlice data)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "redacted_thinking"u8);
        json.Write("data"u8, data);
        json.WriteEndObject();
    }

    /// <summary>Writes a tool call.</summary>
    public static void WriteCall(Utf8JsonWriter json, JsonSlice id, JsonSlice name, JsonSlice input, JsonSlice cacheControl)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "tool_use"u8);
        json.Write("id"u8, id);
        json.Write("name"u8, name);
        json.Write("input"u8, input);
        End(json, cacheControl);
    }

    /// <summary>Ends a block.</summary>
    public static void End(Utf8JsonWriter json, JsonSlice cacheControl)
    {
        json.WriteIfPresent("cache_control"u8, cacheControl);
        json.WriteEndObject();
    }
}
