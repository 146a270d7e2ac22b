using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Chat;

/// <summary>Writes <c>chat.completion.chunk</c> events.</summary>
/// <param name="exchange">The request being answered.</param>
/// <param name="envelope">What all chunks share.</param>
/// <param name="pace">When a chunk is due.</param>
/// <param name="usage">The usage for the extra last chunk; null leaves the whole field out.</param>
internal sealed class ChatStream(Exchange exchange, Envelope envelope, Pace pace, Usage? usage)
{
    private readonly ServerSentEvents events = new(exchange);

    internal async Task WriteAsync(IReadOnlyList<Answer> answers)
    {
        events.Begin();
        foreach (Delta delta in Delta.Of(answers))
        {
            await pace.WaitAsync(delta.Tokens, exchange.ClientGone);
            if (!await SendAsync(json => WriteChoice(json, delta)))
            {
                return;
            }
        }

        if (usage is null || await SendAsync(WriteUsage))
        {
            await events.SendDoneAsync();
        }
    }

    private Task<bool> SendAsync(Action<Utf8JsonWriter> body) => events.SendAsync(null, json =>
    {
        envelope.WriteTo(json, "chat.completion.chunk");
        body(json);
    });

    private void WriteChoice(Utf8JsonWriter json, Delta delta)
    {
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", delta.Choice);
        json.WriteStartObject("delta");
        delta.Write(json);
        json.WriteEndObject();
        ChatLogprobs.Write(json, delta.Logprob is { } logprob ? [logprob] : null, delta.IsRefusal);
        json.WriteString("finish_reason", delta.FinishReason);
        json.WriteEndObject();
        json.WriteEndArray();
        if (usage is not null)
        {
            json.WriteNull("usage");
        }
    }

    private void WriteUsage(Utf8JsonWriter json)
    {
        json.WriteStartArray("choices");
        json.WriteEndArray();
        usage!.WriteTo(json);
    }
}
