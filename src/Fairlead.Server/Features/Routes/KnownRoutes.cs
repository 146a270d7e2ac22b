using System.Data;
using System.Text.Json;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Routes;

/// <summary>The stored routes and the declared ones, which win: one of the same name in the store is as if it were not there.</summary>
public static class KnownRoutes
{
    /// <summary>All, by name, the declared ones first: of two that claim an alias, the first has it.</summary>
    public static IReadOnlyList<KnownRoute> List(IDbConnection connection, IReadOnlyDictionary<string, JsonElement> declared) =>
    [
        .. declared.OrderBy(static route => route.Key, StringComparer.Ordinal).Select(static route => Declared(route.Key, route.Value)),
        .. RouteStore.List(connection).Where(route => !declared.ContainsKey(route.Name)),
    ];

    /// <summary>A route; null when there is none of that name.</summary>
    public static KnownRoute? Find(IDbConnection connection, IReadOnlyDictionary<string, JsonElement> declared, string name) =>
        declared.TryGetValue(name, out var document) ? Declared(name, document) : RouteStore.Find(connection, name);

    /// <summary>The stored routes that a declared one of the same name stands before.</summary>
    public static IEnumerable<string> Shadowed(IDbConnection connection, IReadOnlyDictionary<string, JsonElement> declared) =>
        RouteStore.List(connection).Select(static route => route.Name).Where(declared.ContainsKey);

    /// <summary>Why a route cannot be changed through the API; null when it can.</summary>
    internal static ApiError? Refusal(DeclaredConfiguration configuration, string name) =>
        configuration.RoutePlaces.TryGetValue(name, out var place) ? ApiErrors.DeclaredInConfiguration($"The route '{name}'", place.ToString()) : null;

    private static KnownRoute Declared(string name, JsonElement document) => new(name, document) { IsDeclared = true };
}
