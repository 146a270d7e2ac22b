using System.Text.Json;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Audio;

/// <summary>What was heard.</summary>
/// <param name="Task"><c>transcribe</c> or <c>translate</c>.</param>
/// <param name="Language">In which language.</param>
/// <param name="Text">The words.</param>
internal sealed record Transcript(string Task, string Language, string Text)
{
    /// <summary>Every file is this long, in seconds.</summary>
    private const int Seconds = 2;

    private const int AudioTokens = 20;

    internal string Plain(string format) => format switch
    {
        "srt" => $"1\n00:00:00,000 --> 00:00:02,000\n{Text}\n\n\n",
        "vtt" => $"WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n{Text}\n\n",
        _ => $"{Text}\n",
    };

    internal void WriteTo(Utf8JsonWriter json, bool verbose)
    {
        json.WriteStartObject();
        if (!verbose)
        {
            WriteMembers(json);
            json.WriteEndObject();
            return;
        }

        json.WriteString("task", Task);
        json.WriteString("language", Language);
        json.WriteNumber("duration", Seconds);
        json.WriteString("text", Text);
        json.WriteStartArray("segments");
        WriteSegment(json);
        json.WriteEndArray();
        json.WriteStartObject("usage");
        json.WriteString("type", "duration");
        json.WriteNumber("seconds", Seconds);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        int tokens = TextPieces.Count(Text);
        json.WriteString("text", Text);
        json.WriteStartObject("usage");
        json.WriteString("type", "tokens");
        json.WriteNumber("input_tokens", AudioTokens);
        json.WriteStartObject("input_token_details");
        json.WriteNumber("text_tokens", 0);
        json.WriteNumber("audio_tokens", AudioTokens);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", tokens);
        json.WriteNumber("total_tokens", AudioTokens + tokens);
        json.WriteEndObject();
    }

    private void WriteSegment(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("id", 0);
        json.WriteNumber("seek", 0);
        json.WriteNumber("start", 0);
        json.WriteNumber("end", Seconds);
        json.WriteString("text", Text);
        json.WriteStartArray("tokens");
        json.WriteEndArray();
        json.WriteNumber("temperature", 0);
        json.WriteNumber("avg_logprob", -0.25);
        json.WriteNumber("compression_ratio", 1.25);
        json.WriteNumber("no_speech_prob", 0.01);
        json.WriteEndObject();
    }
}
