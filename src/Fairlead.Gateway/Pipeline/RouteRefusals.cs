using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Pipeline;

/// <summary>Says why no deployment of a route can serve a request.</summary>
internal static class RouteRefusals
{
    /// <summary>The error: of the reason that came closest to serving it.</summary>
    public static GatewayError Of(Route route, in Exclusions exclusions, GatewayRequest request) =>
        exclusions[Exclusion.Elsewhere] != 0 ? GatewayErrors.PreviousResponseElsewhere(request.Followed!.Id, request.Followed.Provider)
        : exclusions[Exclusion.Tags] != 0 ? GatewayErrors.NoDeploymentForTags(route, request.Tags)
        : exclusions[Exclusion.Operation] != 0 ? GatewayErrors.OperationNotServed(route.Deployments[0].Deployment, request.Operation)
        : Disabled(route);

    /// <summary>The error when every deployment that could serve is cooling down or at a limit.</summary>
    public static GatewayError Unavailable(Route route, ulong fit, long now) =>
        Selection.UntilNext(route, fit, now) is { } wait ? GatewayErrors.AllCoolingDown(route, wait) : GatewayErrors.AllAtLimit(route);

    /// <summary>The error of a route whose deployments are all switched off or gone.</summary>
    public static GatewayError Disabled(Route route) =>
        route.Definition is null ? GatewayErrors.ModelDisabled(route.Deployments[0].Deployment) : GatewayErrors.NoDeployment(route);
}
