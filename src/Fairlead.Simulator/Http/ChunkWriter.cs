namespace Fairlead.Simulator.Http;

/// <summary>Sends the chunks of a streamed answer, each at once, and breaks off after as many as the knobs say.</summary>
internal sealed class ChunkWriter(Exchange exchange)
{
    /// <summary>An abort overtakes what the socket has not taken yet; this lets the chunks before it out first.</summary>
    private static readonly TimeSpan BeforeCut = TimeSpan.FromMilliseconds(50);

    private int chunks;

    /// <returns>False when the connection was cut after this chunk.</returns>
    internal async Task<bool> SendAsync(ReadOnlyMemory<byte> chunk)
    {
        await WriteAsync(chunk);
        if (++chunks != exchange.Options.CutAfterChunks)
        {
            return true;
        }

        await Task.Delay(BeforeCut, exchange.Clock, exchange.ClientGone);
        exchange.Cut();
        return false;
    }

    /// <summary>Sends what frames the chunks and is none itself.</summary>
    internal async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await exchange.Response.Body.WriteAsync(bytes, exchange.ClientGone);
        await exchange.Response.Body.FlushAsync(exchange.ClientGone);
    }
}
