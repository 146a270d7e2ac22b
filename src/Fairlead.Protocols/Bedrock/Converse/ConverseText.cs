using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes blocks of text, and the points up to which a prompt is to be cached.</summary>
internal static class ConverseText
{
    /// <summary>Writes a block of text.</summary>
    public static void Write(Utf8JsonWriter writer, JsonSlice text)
    {
        writer.WriteStartObject();
        writer.Write("text"u8, text);
        writer.WriteEndObject();
    }

    /// <summary>Writes a cache point after what bears a <c>cache_control</c>. Source: https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html</summary>
    public static void WriteCachePoint(Utf8JsonWriter writer, JsonSlice cacheControl)
    {
        if (!cacheControl.IsObject)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartObject("cachePoint"u8);
        writer.WriteString("type"u8, "default"u8);
        writer.WriteIfPresent("ttl"u8, cacheControl["ttl"u8]);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
