using Fairlead.Simulator.Faults;

namespace Fairlead.Simulator.Http;

/// <summary>What the chunks of a streamed answer pass on their way out: here a stream stalls or is cut.</summary>
internal sealed class ChunkGate(Exchange exchange)
{
    /// <summary>An abort overtakes what the socket has not taken yet; this lets the chunks before it out first.</summary>
    private static readonly TimeSpan BeforeCut = TimeSpan.FromMilliseconds(250);

    private int chunks;

    /// <summary>To be called after each chunk was sent.</summary>
    /// <returns>False when the connection was cut after this chunk.</returns>
    internal async ValueTask<bool> PassAsync()
    {
        chunks++;
        if (exchange.Fault is SlowFault slow && slow.StallAfterChunks == chunks)
        {
            await Task.Delay(slow.Stall, exchange.Clock, exchange.ClientGone);
        }

        if (chunks != (exchange.Fault is CutFault cut ? cut.AfterChunks : exchange.Options.CutAfterChunks))
        {
            return true;
        }

        await Task.Delay(BeforeCut, exchange.Clock, exchange.ClientGone);
        exchange.Cut();
        return false;
    }
}
