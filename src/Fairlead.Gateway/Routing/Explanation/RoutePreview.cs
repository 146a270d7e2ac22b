namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>Where a request would go now.</summary>
/// <param name="Model">The name as the client says it.</param>
/// <param name="Resolution">How the name leads to a route: route, alias, default_provider, provider or pattern.</param>
/// <param name="Route">The declared route's name, or the deployment that the name means.</param>
/// <param name="Operation">What is asked.</param>
/// <param name="At">When.</param>
/// <param name="Steps">The route, and when it would not take the request, the routes that it would turn to, up to the one that would.</param>
/// <param name="Fallbacks">Where the request would turn to if the attempts failed.</param>
public sealed record RoutePreview(
    string Model, string Resolution, string Route, string Operation, DateTimeOffset At, IReadOnlyList<StepPreview> Steps, FallbackPreview Fallbacks);
