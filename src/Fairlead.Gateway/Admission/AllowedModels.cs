using System.Runtime.CompilerServices;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Admission;

/// <summary>
/// The models that a key may use: by name, by a pattern with <c>*</c>, or by an access group of a declared route. A name or an alias means the whole route, however
/// the client then spells it. What a route falls back to is the operator's choice and not held against this. Thread-safe.
/// </summary>
public sealed class AllowedModels
{
    private static readonly object Yes = new();
    private static readonly object No = new();

    private readonly HashSet<string> names;
    private readonly RoutePattern[] patterns;

    // A route belongs to one snapshot and goes with it, and what was decided about it too.
    private readonly ConditionalWeakTable<Route, object> decided = [];

    /// <summary>Allows what is listed.</summary>
    /// <param name="models">Names, patterns and access groups.</param>
    public AllowedModels(IReadOnlyList<string> models)
    {
        names = [.. models];
        patterns = [.. models.Where(RoutePattern.Is).Select(static text => new RoutePattern(text))];
    }

    /// <summary>Whether a route may be used. Allocates nothing for one that was asked about before.</summary>
    /// <param name="route">The route.</param>
    /// <param name="snapshot">The snapshot that it was found in.</param>
    public bool Allows(Route route, CatalogSnapshot snapshot)
    {
        if (!decided.TryGetValue(route, out var decision))
        {
            decision = Decide(route, snapshot) ? Yes : No;
            decided.AddOrUpdate(route, decision);
        }

        return ReferenceEquals(decision, Yes);
    }

    private bool Decide(Route route, CatalogSnapshot snapshot)
    {
        if (IsListed(route.Name))
        {
            return true;
        }

        if (route.Definition is { } declared)
        {
            return names.Contains(declared.Name) || declared.Aliases.Any(IsListed) || declared.AccessGroups.Any(names.Contains);
        }

        // The default provider's models go by their bare names, unless a declared route has taken the name.
        var name = snapshot.PublicName(route.Deployments[0].Deployment);
        return IsListed(name) && snapshot.Find(name) == route;
    }

    private bool IsListed(string name) => names.Contains(name) || Array.Exists(patterns, pattern => pattern.Matches(name));
}
