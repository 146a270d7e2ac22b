using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Logprobs;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Chat;

/// <summary>One step of a streamed choice: what to write into its <c>delta</c>, what it costs, and whether it is the last.</summary>
internal sealed record Delta(int Choice, int Tokens, string? FinishReason, Action<Utf8JsonWriter> Write)
{
    internal TokenLogprob? Logprob { get; init; }

    internal bool IsRefusal { get; init; }

    /// <summary>The steps of all choices, taking turns.</summary>
    internal static IEnumerable<Delta> Of(IReadOnlyList<Answer> answers)
    {
        List<IEnumerator<Delta>> open = [.. answers.Select((answer, i) => OfOne(answer, i).GetEnumerator())];
        while (open.Count > 0)
        {
            foreach (IEnumerator<Delta> steps in open.ToArray())
            {
                if (steps.MoveNext())
                {
                    yield return steps.Current;
                }
                else
                {
                    open.Remove(steps);
                }
            }
        }
    }

    private static IEnumerable<Delta> OfOne(Answer answer, int choice)
    {
        yield return new Delta(choice, 0, null, json =>
        {
            json.WriteString("role", "assistant");
            json.WriteString("content", answer.Content is null ? null : "");
            json.WriteNull("refusal");
        });

        foreach (string piece in TextPieces.Split(answer.Thinking ?? ""))
        {
            yield return new Delta(choice, TextPieces.CountPiece(piece), null, json => json.WriteString("reasoning_content", piece));
        }

        foreach (Delta step in OfText(answer, choice))
        {
            yield return step;
        }

        for (int i = 0; i < answer.ToolCalls.Count; i++)
        {
            foreach (Delta step in OfCall(answer.ToolCalls[i], i, choice))
            {
                yield return step;
            }
        }

        yield return new Delta(choice, 0, answer.FinishReason, _ => { });
    }

    private static IEnumerable<Delta> OfText(Answer answer, int choice)
    {
        string member = answer.Refusal is null ? "content" : "refusal";
        return TextPieces.Split(answer.Content ?? answer.Refusal ?? "").Select((piece, i) =>
            new Delta(choice, TextPieces.CountPiece(piece), null, json => json.WriteString(member, piece))
            {
                Logprob = answer.Logprobs is { } top ? TokenLogprob.Of(piece, i, top) : null,
                IsRefusal = answer.Refusal is not null,
            });
    }

    private static IEnumerable<Delta> OfCall(ToolCall call, int index, int choice)
    {
        yield return new Delta(choice, 4 + TextPieces.Count(call.Name), null, json => WriteCall(json, index, call, ""));
        foreach (string piece in TextPieces.Split(call.Arguments))
        {
            yield return new Delta(choice, TextPieces.CountPiece(piece), null, json => WriteCall(json, index, null, piece));
        }
    }

    private static void WriteCall(Utf8JsonWriter json, int index, ToolCall? begun, string arguments)
    {
        json.WriteStartArray("tool_calls");
        json.WriteStartObject();
        json.WriteNumber("index", index);
        if (begun is not null)
        {
            json.WriteString("id", begun.Id);
            json.WriteString("type", "function");
        }

        json.WriteStartObject("function");
        if (begun is not null)
        {
            json.WriteString("name", begun.Name);
        }

        json.WriteString("arguments", arguments);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
