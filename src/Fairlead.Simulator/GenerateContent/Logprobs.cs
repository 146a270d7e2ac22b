using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Made-up log probabilities of a text's pieces, the same for the same piece.</summary>
internal static class Logprobs
{
    internal static void Write(Utf8JsonWriter json, string text, int alternatives)
    {
        string[] pieces = [.. TextPieces.Split(text)];
        json.WriteNumber("avgLogprobs", pieces.Length == 0 ? 0 : pieces.Average(p => Of(p, 0)));
        json.WriteStartObject("logprobsResult");
        json.WriteStartArray("topCandidates");
        foreach (string piece in pieces)
        {
            json.WriteStartObject();
            json.WriteStartArray("candidates");
            for (int i = 0; i < alternatives; i++)
            {
                WriteOne(json, i == 0 ? piece : $"{piece}{i}", Of(piece, i));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("chosenCandidates");
        foreach (string piece in pieces)
        {
            WriteOne(json, piece, Of(piece, 0));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static double Of(string piece, int rank) => -Math.Round(new Digest(rank).Add(piece).Fraction, 6) - rank;

    private static void WriteOne(Utf8JsonWriter json, string token, double logprob)
    {
        json.WriteStartObject();
        json.WriteString("token", token);
        json.WriteNumber("tokenId", new Digest(0).Add(token).Below(256_000));
        json.WriteNumber("logProbability", logprob);
        json.WriteEndObject();
    }
}
