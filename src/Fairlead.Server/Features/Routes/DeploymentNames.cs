using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Features.Routes;

/// <summary>Holds the deployments of a route against the providers and models that there are. A pattern's models are known only when somebody asks.</summary>
internal static class DeploymentNames
{
    /// <summary>The deployments whose provider or model is not there.</summary>
    public static IEnumerable<DeploymentDefinition> Absent(RouteDefinition route, CatalogSnapshot snapshot) =>
        route.Deployments.Where(deployment => !snapshot.Providers.TryGetValue(deployment.Provider, out var provider) || !HasModel(route, deployment, provider));

    /// <summary>What is wrong with the names.</summary>
    public static IEnumerable<Problem> Check(RouteDefinition route, CatalogSnapshot snapshot)
    {
        foreach (var (index, deployment) in route.Deployments.Index())
        {
            if (!snapshot.Providers.TryGetValue(deployment.Provider, out var provider))
            {
                yield return new Problem($"deployments[{index}].provider", $"names the provider '{deployment.Provider}', which is not connected{Suggestion.Ending(deployment.Provider, snapshot.Providers.Keys)}");
            }
            else if (!HasModel(route, deployment, provider))
            {
                yield return new Problem(
                    $"deployments[{index}].model", $"names the model '{deployment.Model}', which the provider '{deployment.Provider}' has not{Suggestion.Ending(deployment.Model, provider.Models.Keys)}");
            }
        }
    }

    private static bool HasModel(RouteDefinition route, DeploymentDefinition deployment, ProviderSnapshot provider) =>
        RoutePattern.Is(route.Name) || provider.Models.ContainsKey(deployment.Model);
}
