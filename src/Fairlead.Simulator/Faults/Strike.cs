using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Faults;

/// <summary>Does to a request what happens before its answer.</summary>
internal static class Strike
{
    /// <returns>Whether the request is to be answered as usual.</returns>
    /// <exception cref="RefusedException">It is to be answered with this error.</exception>
    internal static async Task<bool> OnAsync(Exchange exchange)
    {
        switch (exchange.Fault)
        {
            case FailFault fail:
                throw new RefusedException(Error(fail, exchange)) { OnPurpose = true };
            case SlowFault slow when slow.FirstByte > TimeSpan.Zero:
                await Task.Delay(slow.FirstByte, exchange.Clock, exchange.ClientGone);
                return true;
            case CutFault { AfterChunks: 0 }:
                exchange.Cut();
                return false;
            case DropFault:
                await Task.Delay(Timeout.InfiniteTimeSpan, exchange.ClientGone);
                return false;
            default:
                return true;
        }
    }

    private static ApiError Error(FailFault fail, Exchange exchange)
    {
        ApiError? named = fail.Code is { } code ? exchange.Wire.ErrorOf(exchange, code) : null;
        ApiError error = named ?? exchange.Wire.ErrorOf(exchange, fail.Status ?? 500, fail.RetryAfterSeconds ?? 1);
        return error with { Status = fail.Status ?? error.Status, RetryAfter = fail.RetryAfterSeconds };
    }
}
