using System.Text.Json;
using Fairlead.Simulator.Logprobs;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Responses.Output;

/// <summary>A message of one part: text, or the words of a refusal.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">The words.</param>
/// <param name="IsRefusal">Whether they refuse.</param>
/// <param name="IsWhole">Whether nothing was cut off.</param>
/// <param name="Logprobs">How many likely tokens to tell for each; null tells no probabilities.</param>
internal sealed record MessageOutput(string Id, string Text, bool IsRefusal, bool IsWhole, int? Logprobs) : OutputItem(Id)
{
    internal override IEnumerable<ResponseEvent> Events()
    {
        yield return Of("response.content_part.added", 0, json => WritePart(json, ""));
        string kind = IsRefusal ? "response.refusal" : "response.output_text";
        int index = 0;
        foreach (string piece in TextPieces.Split(Text))
        {
            int at = index++;
            yield return Of($"{kind}.delta", TextPieces.CountPiece(piece), json => WriteDelta(json, piece, at));
        }

        yield return Of($"{kind}.done", 0, WriteWhole);
        yield return Of("response.content_part.done", 0, json => WritePart(json, Text));
    }

    protected override void WriteMembers(Utf8JsonWriter json, bool begun)
    {
        json.WriteString("type", "message");
        json.WriteString("status", begun ? "in_progress" : IsWhole ? "completed" : "incomplete");
        json.WriteStartArray("content");
        if (!begun)
        {
            WriteContent(json, Text);
        }

        json.WriteEndArray();
        json.WriteString("role", "assistant");
    }

    private static ResponseEvent Of(string type, int tokens, Action<Utf8JsonWriter> write) => new(type, tokens, json =>
    {
        json.WriteNumber("content_index", 0);
        write(json);
    });

    private void WriteDelta(Utf8JsonWriter json, string piece, int index)
    {
        json.WriteString("delta", piece);
        if (!IsRefusal)
        {
            WriteLogprobs(json, Logprobs is { } top ? [TokenLogprob.Of(piece, index, top)] : [], withBytes: false);
        }
    }

    private void WriteWhole(Utf8JsonWriter json)
    {
        json.WriteString(IsRefusal ? "refusal" : "text", Text);
        if (!IsRefusal)
        {
            WriteLogprobs(json, All(Text), withBytes: false);
        }
    }

    private void WritePart(Utf8JsonWriter json, string text)
    {
        json.WritePropertyName("part");
        WriteContent(json, text);
    }

    private void WriteContent(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", IsRefusal ? "refusal" : "output_text");
        if (IsRefusal)
        {
            json.WriteString("refusal", text);
        }
        else
        {
            json.WriteStartArray("annotations");
            json.WriteEndArray();
            WriteLogprobs(json, All(text), withBytes: true);
            json.WriteString("text", text);
        }

        json.WriteEndObject();
    }

    private IEnumerable<TokenLogprob> All(string text) => Logprobs is { } top ? TokenLogprob.OfText(text, top) : [];

    private static void WriteLogprobs(Utf8JsonWriter json, IEnumerable<TokenLogprob> tokens, bool withBytes)
    {
        json.WriteStartArray("logprobs");
        foreach (TokenLogprob token in tokens)
        {
            token.WriteTo(json, withBytes);
        }

        json.WriteEndArray();
    }
}
