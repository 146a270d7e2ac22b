using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Pipeline;

/// <summary>Finds out what a request needs of the deployment that serves it.</summary>
internal static class RequestNeeds
{
    /// <summary>The needs. Features are looked for only where a deployment lacks some.</summary>
    public static Needs Of(GatewayRequest request, Route route) =>
        new(request.Operation, FeaturesOf(request, route), request.Tags, request.Followed is { HasContent: false } followed ? followed.Provider : null);

    private static ModelFeatures FeaturesOf(GatewayRequest request, Route route)
    {
        var missing = ModelFeatures.None;
        foreach (var place in route.Deployments)
        {
            missing |= place.Deployment.Missing;
        }

        return missing == ModelFeatures.None || route.Deployments.Length == 1 ? ModelFeatures.None : FeatureSwitches.Used(request) & missing;
    }
}
