using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Converse's <c>usage</c>.</summary>
internal static class ConverseUsage
{
    /// <summary>Reads it; null when there is none. What the cache took part in is counted beside <c>inputTokens</c>.</summary>
    public static Usage? Read(JsonSlice usage)
    {
        if (!usage.IsObject)
        {
            return null;
        }

        var (read, written) = (Count(usage["cacheReadInputTokens"u8]), Count(usage["cacheWriteInputTokens"u8]));
        return new Usage(Count(usage["inputTokens"u8]) + read + written, Count(usage["outputTokens"u8]), read, 0, written);
    }

    private static long Count(JsonSlice number) => Math.Clamp(number.AsInt64() ?? 0, 0, int.MaxValue);
}
