using System.Text.Json;
using Fairlead.Simulator.Aws;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Converse;

/// <summary>Writes the events of <c>ConverseStream</c>, each sent at once.</summary>
internal sealed class ConverseStream(Exchange exchange, Pace pace)
{
    private const string Padding = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>An exception ordered comes after this many events.</summary>
    private const int EventsBeforeException = 3;

    private readonly ChunkWriter writer = new(exchange);
    private int events;

    internal async Task WriteAsync(ConverseRequest request, ConverseAnswer answer, string? exception)
    {
        exchange.Response.StatusCode = 200;
        exchange.Response.ContentType = "application/vnd.amazon.eventstream";
        exchange.Response.Headers["x-amzn-requestid"] = RequestIds.Of(exchange);
        StreamStep[] steps =
        [
            new("messageStart", 0, json => json.WriteString("role", "assistant")),
            .. StreamStep.Of(answer),
            new("messageStop", 0, json => AnswerFields.WriteStop(json, request, answer)),
            new("metadata", 0, json => AnswerFields.WriteMetadata(json, request, answer, exchange)),
        ];
        foreach (StreamStep step in steps)
        {
            await pace.WaitAsync(step.Tokens, exchange.ClientGone);
            if (exception is not null && events == EventsBeforeException)
            {
                await SendExceptionAsync(exception);
                return;
            }

            if (!await SendAsync(step))
            {
                return;
            }
        }
    }

    private Task<bool> SendAsync(StreamStep step)
    {
        // Every event is padded, so that its length does not give its text away.
        string padding = Padding[..(3 + exchange.Digest.Add(events++).Below(Padding.Length - 3))];
        return SendAsync(":event-type", step.Type, "event", json =>
        {
            step.Write(json);
            json.WriteString("p", padding);
        });
    }

    private Task<bool> SendExceptionAsync(string exception)
    {
        string name = char.ToUpperInvariant(exception[0]) + exception[1..];
        string message = ConverseErrors.ByCode(name)?.Message ?? "The stream ended early (simulated).";
        return SendAsync(":exception-type", exception, "exception", json => json.WriteString("message", message));
    }

    private Task<bool> SendAsync(string typeHeader, string type, string messageType, Action<Utf8JsonWriter> write)
    {
        byte[] payload = new JsonBody(json =>
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }).ToBytes();
        return writer.SendAsync(EventMessage.Encode(
            [(typeHeader, type), (":content-type", "application/json"), (":message-type", messageType)], payload));
    }
}
