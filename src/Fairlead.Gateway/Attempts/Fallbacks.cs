using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Attempts;

/// <summary>Which models a failed request turns to.</summary>
internal static class Fallbacks
{
    private const string ContextLength = "context_length_exceeded";

    /// <summary>The models, in order: those for this kind of failure, else the general ones. A request that is itself at fault turns to none.</summary>
    public static IReadOnlyList<string> Of(Route route, in GatewayResult result) => result switch
    {
        { Refusal.Code: ContextLength } or { Failure.UpstreamCode: ContextLength } => Specific(route, route.Definition?.ContextWindowFallbacks),
        { Failure.Kind: FailureKind.Refused } => Specific(route, route.Definition?.ContentPolicyFallbacks),
        { Failure.Kind: FailureKind.BadRequest } or { Failure.IsUnknownName: true } => [],
        { Refusal.Status: >= 400 and < 500 and not 429 } => [],
        _ => route.Fallbacks,
    };

    /// <summary>The models for a kind of failure, else the general ones.</summary>
    public static IReadOnlyList<string> Specific(Route route, IReadOnlyList<string>? specific) => specific is { Count: > 0 } ? specific : route.Fallbacks;
}
