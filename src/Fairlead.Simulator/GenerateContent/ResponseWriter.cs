using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Writes <c>GenerateContentResponse</c> objects: a whole answer, or one chunk of it.</summary>
internal sealed class ResponseWriter(GeminiRequest request, string responseId)
{
    /// <summary>All candidates, whole.</summary>
    internal JsonBody Whole(IReadOnlyList<Candidate> candidates, GeminiUsage usage) => Response(usage, json =>
    {
        json.WriteStartArray("candidates");
        foreach (Candidate candidate in candidates)
        {
            WriteCandidate(json, candidate, [.. AnswerPart.WholesOf(candidate)], isLast: true);
        }

        json.WriteEndArray();
    });

    /// <summary>One piece of one candidate.</summary>
    internal JsonBody Chunk(Candidate candidate, AnswerPart? part, bool isLast, GeminiUsage usage) => Response(usage, json =>
    {
        json.WriteStartArray("candidates");
        WriteCandidate(json, candidate, part is null ? [] : [part], isLast);
        json.WriteEndArray();
    });

    /// <summary>No candidates, because the prompt was blocked.</summary>
    internal JsonBody Blocked(string reason, GeminiUsage usage) => Response(usage, json =>
    {
        json.WriteStartObject("promptFeedback");
        json.WriteString("blockReason", reason);
        json.WriteEndObject();
    });

    private JsonBody Response(GeminiUsage usage, Action<Utf8JsonWriter> body) => new(json =>
    {
        json.WriteStartObject();
        body(json);
        usage.WriteTo(json);
        json.WriteString("modelVersion", request.Chat.Model);
        json.WriteString("responseId", responseId);
        json.WriteEndObject();
    });

    private void WriteCandidate(Utf8JsonWriter json, Candidate candidate, IReadOnlyList<AnswerPart> parts, bool isLast)
    {
        json.WriteStartObject();
        if (parts.Count > 0)
        {
            json.WriteStartObject("content");
            json.WriteStartArray("parts");
            foreach (AnswerPart part in parts)
            {
                part.WriteTo(json);
            }

            json.WriteEndArray();
            json.WriteString("role", "model");
            json.WriteEndObject();
        }

        if (isLast)
        {
            json.WriteString("finishReason", candidate.FinishReason);
        }

        json.WriteNumber("index", candidate.Index);
        if (candidate.FinishReason == "SAFETY" && isLast)
        {
            WriteRatings(json);
        }

        string said = string.Concat(parts.Where(p => !p.IsThought).Select(p => p.Text));
        if (request.TopLogprobs is { } alternatives && said.Length > 0)
        {
            Logprobs.Write(json, said, alternatives);
        }

        json.WriteEndObject();
    }

    private static void WriteRatings(Utf8JsonWriter json)
    {
        json.WriteStartArray("safetyRatings");
        json.WriteStartObject();
        json.WriteString("category", "HARM_CATEGORY_DANGEROUS_CONTENT");
        json.WriteString("probability", "HIGH");
        json.WriteBoolean("blocked", true);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
