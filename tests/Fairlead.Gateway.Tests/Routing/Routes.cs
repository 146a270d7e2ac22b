using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Tests.Catalog;

namespace Fairlead.Gateway.Tests.Routing;

/// <summary>Builds routes as a catalog does, with chance from a seed.</summary>
internal static class Routes
{
    /// <summary>The route of a definition, whose providers have the models that it names.</summary>
    public static Route Bind(RouteDefinition definition, ulong seed = 1)
    {
        var providers = definition.Deployments.GroupBy(static deployment => deployment.Provider, StringComparer.Ordinal)
            .Select(static group => Snapshots.Named(group.Key, [.. group.Select(static deployment => deployment.Model).Distinct(StringComparer.Ordinal)]));
        var route = new CatalogSnapshot(providers, null, null, [definition]).Find(definition.Name)!;
        route.State = new RouteState { Dice = new Dice(seed) };
        return route;
    }

    /// <summary>A route of deployments.</summary>
    public static Route Of(string strategy, params DeploymentDefinition[] deployments) => Bind(new RouteDefinition("gpt", deployments) { Strategy = strategy });

    /// <summary>A route of three deployments that differ in nothing.</summary>
    public static Route Three(string strategy = "order") => Of(strategy, new("a", "m"), new("b", "m"), new("c", "m"));

    /// <summary>Chooses among all deployments.</summary>
    public static Choice Choose(this Route route, long now = 0, long tokens = 0, int warm = -1)
    {
        var exclusions = default(Exclusions);
        return Selection.Choose(route, route.All, now, tokens, warm, ref exclusions);
    }

    /// <summary>How often each deployment is chosen, each choice being over before the next.</summary>
    public static int[] Count(this Route route, int times, long now = 0)
    {
        var counts = new int[route.Deployments.Length];
        for (var i = 0; i < times; i++)
        {
            var chosen = route.Choose(now).Index;
            counts[chosen]++;
            route.Deployments[chosen].Leave(now, 0, 0);
        }

        return counts;
    }
}
