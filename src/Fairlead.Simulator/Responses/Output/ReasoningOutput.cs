using System.Text.Json;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Responses.Output;

/// <summary>Reasoning: a summary when one was asked for, and the sealed whole when that was.</summary>
internal sealed record ReasoningOutput(string Id, string? Summary, string? Encrypted) : OutputItem(Id)
{
    internal override IEnumerable<ResponseEvent> Events()
    {
        if (Summary is null)
        {
            yield break;
        }

        yield return Of("response.reasoning_summary_part.added", 0, json => WritePart(json, ""));
        foreach (string piece in TextPieces.Split(Summary))
        {
            yield return Of("response.reasoning_summary_text.delta", TextPieces.CountPiece(piece), json => json.WriteString("delta", piece));
        }

        yield return Of("response.reasoning_summary_text.done", 0, json => json.WriteString("text", Summary));
        yield return Of("response.reasoning_summary_part.done", 0, json => WritePart(json, Summary));
    }

    protected override void WriteMembers(Utf8JsonWriter json, bool begun)
    {
        json.WriteString("type", "reasoning");
        if (Encrypted is not null)
        {
            json.WriteString("encrypted_content", begun ? "" : Encrypted);
        }

        json.WriteStartArray("summary");
        if (!begun && Summary is not null)
        {
            WriteText(json, Summary);
        }

        json.WriteEndArray();
    }

    private static ResponseEvent Of(string type, int tokens, Action<Utf8JsonWriter> write) => new(type, tokens, json =>
    {
        json.WriteNumber("summary_index", 0);
        write(json);
    });

    private static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WritePropertyName("part");
        WriteText(json, text);
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "summary_text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
