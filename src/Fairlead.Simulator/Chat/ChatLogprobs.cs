using System.Text.Json;
using Fairlead.Simulator.Logprobs;

namespace Fairlead.Simulator.Chat;

/// <summary>The <c>logprobs</c> of a choice.</summary>
internal static class ChatLogprobs
{
    internal static void Write(Utf8JsonWriter json, IEnumerable<TokenLogprob>? tokens, bool ofRefusal)
    {
        if (tokens is null)
        {
            json.WriteNull("logprobs");
            return;
        }

        json.WriteStartObject("logprobs");
        json.WriteStartArray(ofRefusal ? "refusal" : "content");
        foreach (TokenLogprob token in tokens)
        {
            token.WriteTo(json, withBytes: true);
        }

        json.WriteEndArray();
        json.WriteNull(ofRefusal ? "content" : "refusal");
        json.WriteEndObject();
    }
}
