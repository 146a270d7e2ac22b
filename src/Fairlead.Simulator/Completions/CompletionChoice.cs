using System.Text.Json;
using Fairlead.Simulator.Logprobs;

namespace Fairlead.Simulator.Completions;

/// <summary>One choice, or one step of it.</summary>
/// <param name="Index">Which choice.</param>
/// <param name="Text">Its text.</param>
/// <param name="FinishReason">Why it ended; null while it has not.</param>
/// <param name="Logprobs">What its tokens' probabilities are; null tells none.</param>
internal sealed record CompletionChoice(int Index, string Text, string? FinishReason, IReadOnlyList<TokenLogprob>? Logprobs)
{
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("text", Text);
        json.WriteNumber("index", Index);
        WriteLogprobs(json);
        json.WriteString("finish_reason", FinishReason);
        json.WriteEndObject();
    }

    private void WriteLogprobs(Utf8JsonWriter json)
    {
        if (Logprobs is null)
        {
            json.WriteNull("logprobs");
            return;
        }

        json.WriteStartObject("logprobs");
        WriteEach(json, "tokens", t => json.WriteStringValue(t.Token));
        WriteEach(json, "token_logprobs", t => json.WriteNumberValue(t.Value));
        WriteEach(json, "top_logprobs", t =>
        {
            json.WriteStartObject();
            foreach ((string token, double value) in t.Alternatives)
            {
                json.WriteNumber(token, value);
            }

            json.WriteEndObject();
        });
        int offset = 0;
        WriteEach(json, "text_offset", t =>
        {
            json.WriteNumberValue(offset);
            offset += t.Token.Length;
        });
        json.WriteEndObject();
    }

    private void WriteEach(Utf8JsonWriter json, string name, Action<TokenLogprob> write)
    {
        json.WriteStartArray(name);
        foreach (TokenLogprob token in Logprobs!)
        {
            write(token);
        }

        json.WriteEndArray();
    }
}
