using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Routing;

/// <summary>What a request needs of the deployment that serves it.</summary>
/// <param name="Operation">What it must serve.</param>
/// <param name="Features">What it is to have, as long as any deployment has all of it.</param>
/// <param name="Tags">What it must be tagged with.</param>
/// <param name="Provider">The provider that it must belong to: the one that keeps the response to follow on from; null for any.</param>
internal readonly record struct Needs(Operation Operation, ModelFeatures Features, IReadOnlyList<string> Tags, string? Provider)
{
    /// <summary>The tag of the deployments that serve requests without tags, where any has it.</summary>
    public const string DefaultTag = "default";

    /// <summary>The deployments of a route that can serve it, whatever is going on at them.</summary>
    public ulong Fit(Route route, ref Exclusions exclusions)
    {
        var fit = 0UL;
        var untagged = Tags.Count == 0 && HasDefault(route) ? DefaultTag : null;
        for (var index = 0; index < route.Deployments.Length; index++)
        {
            var place = route.Deployments[index];
            var bit = 1UL << index;
            if (Excludes(place, untagged) is { } reason)
            {
                exclusions[reason] |= bit;
            }
            else
            {
                fit |= bit;
            }
        }

        return Features == ModelFeatures.None ? fit : Prefer(route, fit, ref exclusions);
    }

    private Exclusion? Excludes(RouteDeployment place, string? untagged) =>
        !place.IsEnabled ? Exclusion.Disabled
        : !place.Deployment.Serves(Operation) ? Exclusion.Operation
        : !IsTagged(place, untagged) ? Exclusion.Tags
        : Provider is not null && place.Deployment.Provider.Identifier != Provider ? Exclusion.Elsewhere
        : null;

    private bool IsTagged(RouteDeployment place, string? untagged)
    {
        if (untagged is not null)
        {
            return place.Definition.Tags.Contains(untagged);
        }

        for (var i = 0; i < Tags.Count; i++)
        {
            if (!place.Definition.Tags.Contains(Tags[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasDefault(Route route)
    {
        foreach (var place in route.Deployments)
        {
            if (place.Definition.Tags.Count > 0 && place.Definition.Tags.Contains(DefaultTag))
            {
                return true;
            }
        }

        return false;
    }

    // A feature that none has is taken out of the request instead.
    private ulong Prefer(Route route, ulong fit, ref Exclusions exclusions)
    {
        var able = fit;
        for (var index = 0; index < route.Deployments.Length; index++)
        {
            if (route.Deployments[index].Deployment.Lacks(Features))
            {
                able &= ~(1UL << index);
            }
        }

        if (able == 0)
        {
            return fit;
        }

        exclusions[Exclusion.Features] |= fit & ~able;
        return able;
    }
}
