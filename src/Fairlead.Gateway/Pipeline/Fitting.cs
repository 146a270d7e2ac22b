using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Pipeline;

/// <summary>The deployments of a route that can serve a request, whatever is going on at them.</summary>
internal readonly struct Fitting
{
    /// <summary>Their indexes, as bits.</summary>
    public ulong Set { get; private init; }

    /// <summary>Why the others cannot.</summary>
    public Exclusions Exclusions { get; private init; }

    /// <summary>What the client is told when none can; null when one can.</summary>
    public GatewayError? Refusal { get; private init; }

    /// <summary>Finds them.</summary>
    public static async ValueTask<Fitting> OfAsync(GatewayRequest request, Route route)
    {
        var exclusions = default(Exclusions);
        var fit = RequestNeeds.Of(request, route).Fit(route, ref exclusions);
        if (fit == 0)
        {
            return new Fitting { Exclusions = exclusions, Refusal = RouteRefusals.Of(route, exclusions, request) };
        }

        var longest = default((int Window, int Tokens)?);
        for (var index = 0; index < route.Deployments.Length; index++)
        {
            var place = route.Deployments[index];
            if ((fit & (1UL << index)) != 0 && await ExcessAsync(request, place) is { } tokens)
            {
                fit &= ~(1UL << index);
                exclusions[Exclusion.ContextWindow] |= 1UL << index;
                longest = longest is null || place.ContextWindow > longest.Value.Window ? (place.ContextWindow!.Value, tokens) : longest;
            }
        }

        var refusal = fit == 0 && longest is { } window ? GatewayErrors.ContextWindowExceeded(window.Window, window.Tokens) : null;
        return new Fitting { Set = fit, Exclusions = exclusions, Refusal = refusal };
    }

    /// <summary>How many tokens an input has that a deployment cannot read; null when it can.</summary>
    public static async ValueTask<int?> ExcessAsync(GatewayRequest request, RouteDeployment place) =>
        place.ContextWindow < request.BodyLength && await ContextWindow.ExcessAsync(request, place.ContextWindow) is > 0 and var tokens ? tokens : null;
}
