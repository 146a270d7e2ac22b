using System.Text.Json;
using Fairlead.Simulator.Chat;

namespace Fairlead.Simulator.Converse;

/// <summary>What an answer is billed, in tokens: what was read from or written to the cache is not among the input.</summary>
internal sealed record ConverseUsage(int Input, int Output, int CacheRead, int CacheWrite)
{
    internal static ConverseUsage Of(int prompt, int output, Directives directives)
    {
        int read = Math.Min(directives.Cached, prompt);
        int written = Math.Min(directives.CacheWrite, prompt - read);
        return new ConverseUsage(prompt - read - written, output, read, written);
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("inputTokens", Input);
        json.WriteNumber("outputTokens", Output);
        json.WriteNumber("totalTokens", Input + Output + CacheRead + CacheWrite);
        json.WriteNumber("cacheReadInputTokens", CacheRead);
        json.WriteNumber("cacheWriteInputTokens", CacheWrite);
        json.WriteEndObject();
    }
}
