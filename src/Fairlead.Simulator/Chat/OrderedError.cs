using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Chat;

/// <summary>Fails a request whose text orders it.</summary>
internal static class OrderedError
{
    private const int RetryAfterSeconds = 7;

    internal static void ThrowIfAny(Directives directives, string model, Exchange exchange)
    {
        ApiError? error = directives.Status is { } status ? StatusErrors.ByStatus(status, model, exchange.PresentedKey, RetryAfterSeconds)
            : directives.Error is { } code ? StatusErrors.ByCode(code, model)
            : null;
        if (error is not null)
        {
            throw new RefusedException(error);
        }
    }
}
