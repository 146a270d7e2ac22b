using System.Text.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>What an answer is billed, in tokens: thoughts apart from the candidates, cached ones within the prompt.</summary>
internal sealed record GeminiUsage(int Prompt, int Candidates, int Thoughts, int Cached)
{
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject("usageMetadata");
        json.WriteNumber("promptTokenCount", Prompt);
        WritePositive(json, "candidatesTokenCount", Candidates);
        WritePositive(json, "thoughtsTokenCount", Thoughts);
        WritePositive(json, "cachedContentTokenCount", Cached);
        json.WriteNumber("totalTokenCount", Prompt + Candidates + Thoughts);
        WriteDetails(json, "promptTokensDetails", Prompt);
        if (Cached > 0)
        {
            WriteDetails(json, "cacheTokensDetails", Cached);
        }

        json.WriteEndObject();
    }

    internal static void WriteDetails(Utf8JsonWriter json, string name, int tokens)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString("modality", "TEXT");
        json.WriteNumber("tokenCount", tokens);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // Zeros are left out, as protocol buffers do.
    private static void WritePositive(Utf8JsonWriter json, string name, int tokens)
    {
        if (tokens > 0)
        {
            json.WriteNumber(name, tokens);
        }
    }
}
