using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Attempts;

/// <summary>
/// How long to wait before a retry: exponential, with full jitter.
/// Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
/// </summary>
internal static class Backoff
{
    private const double FirstSeconds = 0.25;

    /// <summary>The pause before a retry, which is the <paramref name="retry"/>-th, from 1.</summary>
    public static TimeSpan Of(int retry, double mostSeconds, Dice dice) =>
        TimeSpan.FromSeconds(dice.Next() * Math.Min(mostSeconds, FirstSeconds * Math.Pow(2, retry - 1)));
}
