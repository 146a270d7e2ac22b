using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Converse;

/// <summary>One event of a content block: its type, what it costs, and what to write into it.</summary>
internal sealed record StreamStep(string Type, int Tokens, Action<Utf8JsonWriter> Write)
{
    internal static IEnumerable<StreamStep> Of(ConverseAnswer answer)
    {
        var blocks = new List<Func<int, IEnumerable<StreamStep>>>();
        if (answer.Reasoning is { } reasoning)
        {
            blocks.Add(index => OfReasoning(reasoning, index));
        }

        if (answer.Answer.Content is { Length: > 0 } text)
        {
            blocks.Add(index => TextPieces.Split(text).Select(piece => Delta(index, piece, json => json.WriteString("text", piece))));
        }

        blocks.AddRange(answer.Answer.ToolCalls.Select(call => (Func<int, IEnumerable<StreamStep>>)(index => OfCall(call, index))));
        return blocks.SelectMany((block, index) => block(index).Append(new StreamStep("contentBlockStop", 0, json => WriteIndex(json, index))));
    }

    private static IEnumerable<StreamStep> OfReasoning(ReasoningBlock block, int index)
    {
        if (block.Text is null)
        {
            yield return Reasoning(index, "redactedContent", block.Seal, "");
            yield break;
        }

        foreach (string piece in TextPieces.Split(block.Text))
        {
            yield return Reasoning(index, "text", piece, piece);
        }

        yield return Reasoning(index, "signature", block.Seal, "");
    }

    private static IEnumerable<StreamStep> OfCall(ToolCall call, int index)
    {
        yield return new StreamStep("contentBlockStart", 4 + TextPieces.Count(call.Name), json =>
        {
            WriteIndex(json, index);
            json.WriteStartObject("start");
            json.WriteStartObject("toolUse");
            json.WriteString("toolUseId", call.Id);
            json.WriteString("name", call.Name);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        foreach (string piece in TextPieces.Split(call.Arguments))
        {
            yield return Delta(index, piece, json =>
            {
                json.WriteStartObject("toolUse");
                json.WriteString("input", piece);
                json.WriteEndObject();
            });
        }
    }

    private static StreamStep Reasoning(int index, string member, string value, string billed) => Delta(index, billed, json =>
    {
        json.WriteStartObject("reasoningContent");
        json.WriteString(member, value);
        json.WriteEndObject();
    });

    private static StreamStep Delta(int index, string billed, Action<Utf8JsonWriter> write) =>
        new("contentBlockDelta", TextPieces.CountPiece(billed), json =>
        {
            WriteIndex(json, index);
            json.WriteStartObject("delta");
            write(json);
            json.WriteEndObject();
        });

    private static void WriteIndex(Utf8JsonWriter json, int index) => json.WriteNumber("contentBlockIndex", index);
}
