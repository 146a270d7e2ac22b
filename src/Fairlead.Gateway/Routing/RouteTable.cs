using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing.Strategies;

namespace Fairlead.Gateway.Routing;

/// <summary>The declared routes of a snapshot, by name, alias and pattern.</summary>
public sealed class RouteTable
{
    /// <summary>So many names that patterns match are remembered; more are made out each time.</summary>
    private const int MostMatched = 4096;

    private readonly FrozenDictionary<string, ProviderSnapshot> providers;
    private readonly RoutingOptions options;
    private readonly FrozenDictionary<string, Route> named;
    private readonly FrozenDictionary<string, Route>.AlternateLookup<ReadOnlySpan<char>> namedByText;
    private readonly ImmutableArray<PatternRoutes> patterns;
    private readonly ConcurrentDictionary<string, Route> matched = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Route>.AlternateLookup<ReadOnlySpan<char>> matchedByText;

    internal RouteTable(IReadOnlyList<RouteDefinition> definitions, FrozenDictionary<string, ProviderSnapshot> providers, RoutingOptions options)
    {
        this.providers = providers;
        this.options = options;
        Definitions = definitions;
        var routes = definitions.Where(static definition => !RoutePattern.Is(definition.Name)).Select(definition => Bind(definition, definition.Name)).ToList();
        Routes = routes;
        named = Names(routes).ToFrozenDictionary(static name => name.Key, static name => name.Value, StringComparer.Ordinal);
        namedByText = named.GetAlternateLookup<ReadOnlySpan<char>>();
        matchedByText = matched.GetAlternateLookup<ReadOnlySpan<char>>();
        patterns = [.. definitions.Where(static definition => RoutePattern.Is(definition.Name))
            .Select(static definition => new PatternRoutes(definition)).OrderByDescending(static routes => routes.Pattern.Specificity)];
    }

    /// <summary>What was declared.</summary>
    public IReadOnlyList<RouteDefinition> Definitions { get; }

    /// <summary>The routes that are no patterns.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <summary>The models that lists show, aliases included: those that a deployment can serve.</summary>
    public IEnumerable<ListedModel> Listed =>
        from route in Routes
        where route.Definition!.Listed
        let serving = route.Deployments.FirstOrDefault(static deployment => deployment.IsEnabled)
        where serving is not null
        from name in route.Definition!.Aliases.Prepend(route.Name)
        select new ListedModel(name, serving.Deployment);

    /// <summary>The route of an exact name or alias; null when none is declared.</summary>
    public Route? Find(ReadOnlySpan<char> name) => named.Count > 0 && namedByText.TryGetValue(name, out var route) ? route : null;

    /// <summary>The route that a pattern makes of a name; null when none matches.</summary>
    public Route? Match(ReadOnlySpan<char> name)
    {
        if (patterns.IsEmpty)
        {
            return null;
        }

        if (matchedByText.TryGetValue(name, out var route))
        {
            return route;
        }

        foreach (var routes in patterns)
        {
            if (routes.Pattern.Match(name) is { } stars)
            {
                route = Bind(routes.Definition, name.ToString(), routes, stars);
                route.State = routes.State;
                return Remember(route);
            }
        }

        return null;
    }

    /// <summary>Takes over what is going on from the table before.</summary>
    internal void Adopt(RouteTable before)
    {
        foreach (var route in Routes)
        {
            if (before.named.GetValueOrDefault(route.Name) is { } known)
            {
                route.State = known.State;
                Adopt(route, known);
            }
        }

        foreach (var routes in patterns)
        {
            if (before.patterns.FirstOrDefault(known => known.Pattern.Text == routes.Pattern.Text) is { } known)
            {
                routes.Adopt(known, IsSame);
            }
        }

        foreach (var known in before.matched.Values)
        {
            if (Find(known.Name) is null && Match(known.Name) is { } route)
            {
                Adopt(route, known);
            }
        }

        bool IsSame(string provider) =>
            providers.TryGetValue(provider, out var now) && before.providers.TryGetValue(provider, out var then) && now.IsSameAs(then);
    }

    // When too many are known all are forgotten, and with them what is going on there: better than that later ones have none.
    private Route Remember(Route route)
    {
        if (matched.Count >= MostMatched)
        {
            matched.Clear();
        }

        return matched.GetOrAdd(route.Name, route);
    }

    private static void Adopt(Route route, Route known)
    {
        var left = known.Deployments.ToList();
        foreach (var deployment in route.Deployments)
        {
            if (left.Find(before => AreSame(deployment.Deployment, before.Deployment)) is { } before)
            {
                left.Remove(before);
                deployment.Adopt(before);
            }
        }
    }

    // Those that are the same share their state by now, but for the ones that no provider lists.
    private static bool AreSame(Deployment deployment, Deployment before)
    {
        if (deployment.IsUnlisted && before.IsUnlisted && deployment.FullName == before.FullName
            && deployment.Provider.IsSameAs(before.Provider) && deployment.Endpoints.AreSameAs(before.Endpoints))
        {
            deployment.State = before.State;
        }

        return ReferenceEquals(deployment.State, before.State);
    }

    // A name comes before another route's alias.
    private static Dictionary<string, Route> Names(List<Route> routes)
    {
        var names = routes.ToDictionary(static route => route.Name, StringComparer.Ordinal);
        foreach (var route in routes)
        {
            foreach (var alias in route.Definition!.Aliases)
            {
                names.TryAdd(alias, route);
            }
        }

        return names;
    }

    private Route Bind(RouteDefinition definition, string name, PatternRoutes? pattern = null, IReadOnlyList<string>? stars = null)
    {
        var bound = ImmutableArray.CreateBuilder<RouteDeployment>(definition.Deployments.Count);
        var absent = ImmutableArray.CreateBuilder<DeploymentDefinition>();
        for (var index = 0; index < definition.Deployments.Count; index++)
        {
            var declared = definition.Deployments[index];
            if (Find(declared, stars ?? []) is { } deployment)
            {
                bound.Add(pattern is null ? new RouteDeployment(deployment, declared, isDeclared: true) : new RouteDeployment(deployment, declared, pattern.Counts[index]));
            }
            else
            {
                absent.Add(declared);
            }
        }

        var deployments = bound.DrainToImmutable();
        return new Route
        {
            Name = name,
            Deployments = deployments,
            Absent = absent.DrainToImmutable(),
            Strategy = RoutingStrategies.Find(definition.Strategy ?? options.Strategy) ?? WeightedShuffle.Instance,
            Definition = definition,
            Breaker = BreakerSettings.Of(definition.Breaker, options),
            Fallbacks = definition.Fallbacks ?? options.DefaultFallbacks,
            Limits = definition.Limits,
        };
    }

    private Deployment? Find(DeploymentDefinition declared, IReadOnlyList<string> stars)
    {
        var model = stars.Count == 0 ? declared.Model : RoutePattern.Fill(declared.Model, stars);
        return providers.GetValueOrDefault(declared.Provider) is not { } provider ? null : provider.Models.GetValueOrDefault(model) ?? (stars.Count == 0 ? null : provider.Unlisted(model));
    }
}
