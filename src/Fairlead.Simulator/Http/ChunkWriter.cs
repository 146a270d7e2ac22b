namespace Fairlead.Simulator.Http;

/// <summary>Sends the chunks of a streamed answer, each at once.</summary>
internal sealed class ChunkWriter(Exchange exchange)
{
    private readonly ChunkGate gate = new(exchange);

    /// <returns>False when the connection was cut after this chunk.</returns>
    internal async Task<bool> SendAsync(ReadOnlyMemory<byte> chunk)
    {
        await WriteAsync(chunk);
        return await gate.PassAsync();
    }

    /// <summary>Sends what frames the chunks and is none itself.</summary>
    internal async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await exchange.Response.Body.WriteAsync(bytes, exchange.ClientGone);
        await exchange.Response.Body.FlushAsync(exchange.ClientGone);
    }
}
