using System.Buffers;
using System.Text;
using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Http;

/// <summary>Writes server-sent events of JSON objects, each sent at once.</summary>
internal sealed class ServerSentEvents(Exchange exchange)
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly ChunkGate gate = new(exchange);

    internal void Begin()
    {
        exchange.Begin(200, "text/event-stream; charset=utf-8");
        exchange.Response.Headers.CacheControl = "no-cache";
    }

    /// <param name="name">The <c>event:</c> line; null for none.</param>
    /// <param name="members">Writes the members of the data object.</param>
    /// <returns>False when the connection was cut.</returns>
    internal async Task<bool> SendAsync(string? name, Action<Utf8JsonWriter> members)
    {
        if (name is not null)
        {
            buffer.Write(Encoding.UTF8.GetBytes($"event: {name}\n"));
        }

        buffer.Write("data: "u8);
        using (var json = new Utf8JsonWriter(buffer, JsonBody.Writing))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        buffer.Write("\n\n"u8);
        await FlushAsync();
        return await gate.PassAsync();
    }

    /// <summary>The mark that ends the streams of chat and completions.</summary>
    internal Task SendDoneAsync()
    {
        buffer.Write("data: [DONE]\n\n"u8);
        return FlushAsync();
    }

    private async Task FlushAsync()
    {
        await exchange.Response.Body.WriteAsync(buffer.WrittenMemory, exchange.ClientGone);
        await exchange.Response.Body.FlushAsync(exchange.ClientGone);
        buffer.ResetWrittenCount();
    }
}
