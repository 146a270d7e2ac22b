using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Gemini's <c>usageMetadata</c>.</summary>
internal static class GeminiUsage
{
    /// <summary>Reads it; null when there is none. Thoughts are counted beside the candidates, and tool results beside the prompt, which includes what was cached.</summary>
    public static Usage? Read(JsonSlice usage)
    {
        if (!usage.IsObject)
        {
            return null;
        }

        var thoughts = Count(usage["thoughtsTokenCount"u8]);
        return new Usage(
            Count(usage["promptTokenCount"u8]) + Count(usage["toolUsePromptTokenCount"u8]),
            Count(usage["candidatesTokenCount"u8]) + thoughts,
            Count(usage["cachedContentTokenCount"u8]),
            thoughts);
    }

    private static long Count(JsonSlice number) => Math.Clamp(number.AsInt64() ?? 0, 0, int.MaxValue);
}
