using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Gemini's <c>logprobsResult</c>: two lists, of the tokens chosen and of the likeliest at each step.</summary>
internal static class GeminiLogProbs
{
    /// <summary>The entries as OpenAI has them; absent when there are none.</summary>
    public static JsonSlice Read(JsonSlice result)
    {
        var chosen = result["chosenCandidates"u8];
        if (!chosen.IsArray)
        {
            return default;
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = JsonWriting.CreateWriter(buffer))
        {
            writer.WriteStartArray();
            var likeliest = result["topCandidates"u8].Items;
            foreach (var token in chosen.Items)
            {
                writer.WriteStartObject();
                WriteToken(writer, token);
                writer.WriteStartArray("top_logprobs"u8);
                WriteLikeliest(writer, likeliest.MoveNext() ? likeliest.Current["candidates"u8] : default);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return new JsonSlice(buffer.WrittenMemory);
    }

    private static void WriteLikeliest(Utf8JsonWriter writer, JsonSlice candidates)
    {
        foreach (var candidate in candidates.Items)
        {
            writer.WriteStartObject();
            WriteToken(writer, candidate);
            writer.WriteEndObject();
        }
    }

    private static void WriteToken(Utf8JsonWriter writer, JsonSlice token)
    {
        writer.Write("token"u8, token["token"u8]);
        writer.Write("logprob"u8, token["logProbability"u8]);
        writer.WriteNull("bytes"u8);
    }
}
