using System.Text.Json;

namespace Fairlead.Simulator.Messages.Replies;

/// <summary>What an answer is billed, in tokens. Those read from and written to the cache are not in the input's.</summary>
internal sealed record ReplyUsage(int Input, int CacheWritten, int CacheRead, int Output, int Thinking)
{
    /// <summary>At the start of a stream, when only a first token is there.</summary>
    internal void WriteStart(Utf8JsonWriter json) => Write(json, 1);

    internal void WriteWhole(Utf8JsonWriter json) => Write(json, Output);

    /// <summary>At the end of a stream: the totals.</summary>
    internal void WriteEnd(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage");
        WriteInput(json);
        WriteOutput(json, Output);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, int output)
    {
        json.WriteStartObject("usage");
        WriteInput(json);
        json.WriteStartObject("cache_creation");
        json.WriteNumber("ephemeral_5m_input_tokens", CacheWritten);
        json.WriteNumber("ephemeral_1h_input_tokens", 0);
        json.WriteEndObject();
        WriteOutput(json, output);
        json.WriteString("service_tier", "standard");
        json.WriteEndObject();
    }

    private void WriteInput(Utf8JsonWriter json)
    {
        json.WriteNumber("input_tokens", Input);
        json.WriteNumber("cache_creation_input_tokens", CacheWritten);
        json.WriteNumber("cache_read_input_tokens", CacheRead);
    }

    private void WriteOutput(Utf8JsonWriter json, int output)
    {
        json.WriteNumber("output_tokens", output);
        if (Thinking > 0 && output == Output)
        {
            json.WriteStartObject("output_tokens_details");
            json.WriteNumber("thinking_tokens", Thinking);
            json.WriteEndObject();
        }
    }
}
