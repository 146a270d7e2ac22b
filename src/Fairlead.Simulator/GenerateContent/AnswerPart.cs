using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>One part of a candidate's content, whole or a piece of it.</summary>
/// <param name="Text">Its text; null for a call.</param>
/// <param name="IsThought">Whether the text is thought, not said.</param>
/// <param name="Call">The call; null for text.</param>
/// <param name="Signature">The signature it carries.</param>
internal sealed record AnswerPart(string? Text, bool IsThought, ToolCall? Call, string? Signature)
{
    internal int Tokens => Call is { } call ? 4 + TextPieces.Count(call.Name) + TextPieces.Count(call.Arguments) : TextPieces.Count(Text ?? "");

    internal static IEnumerable<AnswerPart> WholesOf(Candidate candidate) => Of(candidate, text => [text]);

    internal static IEnumerable<AnswerPart> PiecesOf(Candidate candidate) => Of(candidate, TextPieces.Split);

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (Text is not null)
        {
            json.WriteString("text", Text);
        }

        if (IsThought)
        {
            json.WriteBoolean("thought", true);
        }

        if (Call is { } call)
        {
            json.WriteStartObject("functionCall");
            json.WriteString("name", call.Name);
            json.WritePropertyName("args");
            json.WriteRawValue(call.Arguments.StartsWith('{') ? call.Arguments : "{}");
            json.WriteEndObject();
        }

        if (Signature is not null)
        {
            json.WriteString("thoughtSignature", Signature);
        }

        json.WriteEndObject();
    }

    private static IEnumerable<AnswerPart> Of(Candidate candidate, Func<string, IEnumerable<string>> cut)
    {
        if (candidate.IsWithheld)
        {
            return [];
        }

        IEnumerable<AnswerPart> thoughts = candidate.Thought is { } thought ? cut(thought).Select(t => new AnswerPart(t, true, null, null)) : [];
        IEnumerable<AnswerPart> texts = candidate.Answer.Content is { } said ? cut(said).Select(t => new AnswerPart(t, false, null, null)) : [];
        IEnumerable<AnswerPart> calls = candidate.Answer.ToolCalls
            .Select((c, i) => new AnswerPart(null, false, c, i == 0 ? candidate.Signature : null));
        return thoughts.Concat(texts).Concat(calls);
    }
}
