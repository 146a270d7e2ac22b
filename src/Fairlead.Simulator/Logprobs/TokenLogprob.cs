using System.Text;
using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Logprobs;

/// <summary>How likely a token was, and what else might have stood in its place.</summary>
/// <param name="Token">The token's text.</param>
/// <param name="Value">The natural logarithm of its probability, zero or less.</param>
/// <param name="Alternatives">The likeliest tokens with theirs, this one first.</param>
internal sealed record TokenLogprob(string Token, double Value, IReadOnlyList<(string Token, double Value)> Alternatives)
{
    /// <summary>The largest number of alternatives the vendor gives.</summary>
    internal const int MostAlternatives = 20;

    /// <summary>The text's pieces; the same text has the same values, streamed or not.</summary>
    internal static IEnumerable<TokenLogprob> OfText(string text, int alternatives) =>
        TextPieces.Split(text).Select((piece, index) => Of(piece, index, alternatives));

    internal static TokenLogprob Of(string piece, int index, int alternatives)
    {
        Digest digest = new Digest(index).Add(piece);
        double value = -Math.Round(digest.Fraction, 6);
        return new TokenLogprob(
            piece,
            value,
            [.. Enumerable.Range(0, alternatives).Select(i => (i == 0 ? piece : $"{piece}~{i}", Math.Round(value - (i * 1.5), 6)))]);
    }

    internal void WriteTo(Utf8JsonWriter json, bool withBytes)
    {
        json.WriteStartObject();
        WriteMembers(json, Token, Value, withBytes);
        json.WriteStartArray("top_logprobs");
        foreach ((string token, double value) in Alternatives)
        {
            json.WriteStartObject();
            WriteMembers(json, token, value, withBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, string token, double value, bool withBytes)
    {
        json.WriteString("token", token);
        json.WriteNumber("logprob", value);
        if (!withBytes)
        {
            return;
        }

        json.WriteStartArray("bytes");
        foreach (byte part in Encoding.UTF8.GetBytes(token))
        {
            json.WriteNumberValue(part);
        }

        json.WriteEndArray();
    }
}
