namespace Fairlead.Gateway.Routing;

/// <summary>
/// Keeps retries from multiplying the load of an upstream that is failing: each request earns a fraction of a retry, and a few per second are
/// free. Thread-safe. Source of the idea: retry budgets, https://twitter.github.io/finagle/guide/Clients.html#retries
/// </summary>
public sealed class RetryBudget
{
    private const double FreePerSecond = 10;
    private const double Most = 100;

    private readonly Lock gate = new();
    private double left = Most;
    private long filledAt;

    /// <summary>A request has come.</summary>
    /// <param name="share">How much of a retry it earns.</param>
    public void Earn(double share)
    {
        lock (gate)
        {
            left = Math.Min(Most, left + share);
        }
    }

    /// <summary>Takes a retry out of the budget, if one is left.</summary>
    /// <param name="now">Milliseconds on the monotonic clock.</param>
    public bool TrySpend(long now)
    {
        lock (gate)
        {
            left = Math.Min(Most, left + (Math.Max(0, now - filledAt) / 1000d * FreePerSecond));
            filledAt = Math.Max(filledAt, now);
            if (left < 1)
            {
                return false;
            }

            left--;
            return true;
        }
    }
}
