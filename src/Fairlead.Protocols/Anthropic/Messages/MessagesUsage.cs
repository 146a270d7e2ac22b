using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Anthropic.Messages;

/// <summary>The dialect's <c>usage</c>, in which <c>input_tokens</c> leaves out what was read from or written to a cache. Counts are in tokens.</summary>
internal struct MessagesUsage
{
    private long fresh;
    private long cacheReads;
    private long cacheWrites;
    private long output;
    private long thinking;

    /// <summary>Everything counted so far.</summary>
    public readonly Usage Total => new(fresh + cacheReads + cacheWrites, output, cacheReads, thinking, cacheWrites);

    /// <summary>Reads an object. Counts are cumulative, and one that is not there stays as it was: <c>message_delta</c> has only some.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Read(JsonSlice usage)
    {
        if (!usage.IsObject)
        {
            return false;
        }

        Set(ref fresh, usage["input_tokens"u8]);
        Set(ref cacheReads, usage["cache_read_input_tokens"u8]);
        Set(ref cacheWrites, usage["cache_creation_input_tokens"u8]);
        Set(ref output, usage["output_tokens"u8]);
        Set(ref thinking, usage["output_tokens_details"u8]["thinking_tokens"u8]);
        return true;
    }

    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, in Usage usage)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, Math.Max(0, usage.InputTokens - usage.CachedTokens - usage.CacheWriteTokens));
        json.WriteNumber("cache_creation_input_tokens"u8, usage.CacheWriteTokens);
        json.WriteNumber("cache_read_input_tokens"u8, usage.CachedTokens);
        json.WriteNumber("output_tokens"u8, usage.OutputTokens);
        if (usage.ReasoningTokens > 0)
        {
            json.WriteStartObject("output_tokens_details"u8);
            json.WriteNumber("thinking_tokens"u8, usage.ReasoningTokens);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // Below zero is nonsense, and above this a sum could overflow.
    private static void Set(ref long count, JsonSlice number) =>
        count = number.AsInt64() is { } value ? Math.Clamp(value, 0, int.MaxValue) : count;
}
