using System.Text.Json;
using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>A deployment's breaker.</summary>
/// <param name="State">closed, open, or half_open: the next request is the probe.</param>
/// <param name="OpenedBy">The class of the failure that opened it; null while it is closed.</param>
/// <param name="RemainingSeconds">How long it still cools down; null when it does not. An open one without it waits for a probe that is under way.</param>
public sealed record BreakerPreview(string State, string? OpenedBy, double? RemainingSeconds)
{
    internal static BreakerPreview Of(Breaker breaker, long now) => new(
        JsonNamingPolicy.SnakeCaseLower.ConvertName(breaker.StateAt(now).ToString()),
        breaker.OpenedBy is { } kind ? FailureKinds.NameOf(kind) : null,
        breaker.RemainingAt(now) is { Ticks: > 0 } left ? Math.Round(left.TotalSeconds, 3) : null);
}
