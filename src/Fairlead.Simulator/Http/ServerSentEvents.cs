using System.Buffers;
using System.Text;
using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Http;

/// <summary>Writes server-sent events of JSON objects, each sent at once, and breaks off where the knobs say.</summary>
internal sealed class ServerSentEvents(Exchange exchange)
{
    /// <summary>An abort overtakes what the socket has not taken yet; this lets the chunks before it out first.</summary>
    private static readonly TimeSpan BeforeCut = TimeSpan.FromMilliseconds(50);

    private readonly ArrayBufferWriter<byte> buffer = new();
    private int events;

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
        if (++events != exchange.Options.CutAfterChunks)
        {
            return true;
        }

        await Task.Delay(BeforeCut, exchange.Clock, exchange.ClientGone);
        exchange.Cut();
        return false;
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
