using System.Buffers;
using System.Text;
using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Http;

/// <summary>Server-sent events with JSON in them, each sent at once, cut off when <see cref="SimulatorOptions.CutAfterChunks"/> says so.</summary>
internal sealed class EventStream(Exchange exchange)
{
    /// <summary>An abort overtakes what the socket has not taken yet; this lets the chunks before it out first.</summary>
    private static readonly TimeSpan BeforeCut = TimeSpan.FromMilliseconds(50);

    private readonly ArrayBufferWriter<byte> buffer = new();
    private int chunks;

    /// <param name="name">The <c>event:</c> line; null sends none.</param>
    /// <param name="data">Writes the event's JSON.</param>
    /// <returns>False when the connection was cut after this event.</returns>
    internal async Task<bool> SendAsync(string? name, Action<Utf8JsonWriter> data)
    {
        if (name is not null)
        {
            buffer.Write(Encoding.UTF8.GetBytes($"event: {name}\n"));
        }

        buffer.Write("data: "u8);
        using (var json = new Utf8JsonWriter(buffer, JsonBody.Writing))
        {
            data(json);
        }

        buffer.Write("\n\n"u8);
        await FlushAsync();
        if (++chunks != exchange.Options.CutAfterChunks)
        {
            return true;
        }

        await Task.Delay(BeforeCut, exchange.Clock, exchange.ClientGone);
        exchange.Cut();
        return false;
    }

    internal Task SendRawAsync(ReadOnlySpan<byte> bytes)
    {
        buffer.Write(bytes);
        return FlushAsync();
    }

    private async Task FlushAsync()
    {
        await exchange.Response.Body.WriteAsync(buffer.WrittenMemory, exchange.ClientGone);
        await exchange.Response.Body.FlushAsync(exchange.ClientGone);
        buffer.ResetWrittenCount();
    }
}
