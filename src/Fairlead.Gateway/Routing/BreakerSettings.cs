using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Routing;

/// <summary>When a breaker opens, and for how long.</summary>
/// <param name="Failures">This many failures of one class in a row open it; null for the option's default.</param>
/// <param name="CooldownSeconds">How long it stays open when the upstream does not say; null for the option's default.</param>
public sealed record BreakerSettings(int? Failures, double? CooldownSeconds)
{
    /// <summary>An upstream's <c>Retry-After</c> counts up to this long.</summary>
    public static readonly TimeSpan LongestCooldown = TimeSpan.FromMinutes(10);

    /// <summary>A wrong key, a missing model or a foreign answer is mended by a person, not by waiting: it is looked at less often.</summary>
    private const int Patience = 6;

    /// <summary>There is to be none.</summary>
    public bool IsOff { get; init; }

    /// <summary>The settings of a route; null where it is to have none.</summary>
    /// <param name="declared">What it says; null for nothing.</param>
    /// <param name="options">The options.</param>
    public static BreakerSettings? Of(BreakerSettings? declared, RoutingOptions options) =>
        declared is { IsOff: true } ? null : (declared ?? new BreakerSettings(null, null)).Or(options);

    /// <summary>The settings with the options' where these say nothing.</summary>
    public BreakerSettings Or(RoutingOptions options) => new(Failures ?? options.BreakerFailures, CooldownSeconds ?? options.CooldownSeconds);

    /// <summary>How long a failure keeps the breaker open.</summary>
    public TimeSpan CooldownOf(FailureKind kind, TimeSpan? retryAfter)
    {
        var isLasting = kind is FailureKind.Auth or FailureKind.NotFound or FailureKind.NotOpenAIShaped;
        return retryAfter is { } asked ? (asked < LongestCooldown ? asked : LongestCooldown)
            : TimeSpan.FromSeconds(CooldownSeconds.GetValueOrDefault() * (isLasting ? Patience : 1));
    }
}
