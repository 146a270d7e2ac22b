using System.Text;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Sends the chunks of a stream: as events with <c>alt=sse</c>, as the elements of one JSON array without.</summary>
internal sealed class ChunkFraming(Exchange exchange)
{
    private readonly ChunkWriter writer = new(exchange);
    private readonly bool events = exchange.Query["alt"] == "sse";
    private bool begun;

    internal void Begin()
    {
        exchange.Response.StatusCode = 200;
        exchange.Response.ContentType = events ? "text/event-stream" : "application/json; charset=UTF-8";
    }

    /// <returns>False when the connection was cut after this chunk.</returns>
    internal Task<bool> SendAsync(JsonBody chunk)
    {
        string text = chunk.ToText();
        string framed = events ? $"data: {text}\r\n\r\n" : $"{(begun ? ",\r\n" : "[")}{text}\n";
        begun = true;
        return writer.SendAsync(Encoding.UTF8.GetBytes(framed));
    }

    internal Task EndAsync() => events ? Task.CompletedTask : writer.WriteAsync(Encoding.UTF8.GetBytes(begun ? "]" : "[]"));
}
