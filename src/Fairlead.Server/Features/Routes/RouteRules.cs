using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Configuration;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Routes;

/// <summary>What every write of a route is checked against, beyond its schema.</summary>
internal static class RouteRules
{
    private static readonly Schema NameSchema = Schema.Parse(RouteNames.Schema);

    /// <summary>The schema of a body: a route with its name.</summary>
    public static Schema Body(bool isNameRequired)
    {
        var schema = JsonNode.Parse(RouteSchema.Schema.Source.GetRawText())!;
        schema["properties"]!["name"] = JsonNode.Parse(RouteNames.Schema);
        if (isNameRequired)
        {
            schema["required"]!.AsArray().Add("name");
        }

        return Schema.Parse(schema.ToJsonString());
    }

    /// <summary>Checks a name that does not come in a body.</summary>
    public static IEnumerable<Problem> CheckName(string name) =>
        NameSchema.Validate(JsonSerializer.SerializeToElement(name)).Select(static problem => problem.Under("name"));

    /// <summary>All that is wrong with a route that is about to be saved beside others; null when it can be.</summary>
    public static ApiError? Check(RouteDefinition route, IEnumerable<KnownRoute> known, CatalogSnapshot snapshot)
    {
        var others = known.Where(other => other.Name != route.Name).Select(static other => other.Definition).ToList();
        List<Problem> problems =
        [
            .. DeploymentNames.Check(route, snapshot),
            .. CheckNames(route, others),
            .. CheckFallbacks(route, "fallbacks", route.Fallbacks ?? [], snapshot),
            .. CheckFallbacks(route, "contextWindowFallbacks", route.ContextWindowFallbacks, snapshot),
            .. CheckFallbacks(route, "contentPolicyFallbacks", route.ContentPolicyFallbacks, snapshot),
        ];
        return problems.Count > 0 ? ApiErrors.InvalidRequest(problems) : null;
    }

    private static IEnumerable<Problem> CheckNames(RouteDefinition route, IReadOnlyList<RouteDefinition> others)
    {
        if (others.FirstOrDefault(other => other.Aliases.Contains(route.Name)) is { } taker)
        {
            yield return new Problem("name", $"is an alias of the route '{taker.Name}'");
        }

        foreach (var (index, alias) in route.Aliases.Index())
        {
            if (AliasProblem(route, alias, others) is { } problem)
            {
                yield return new Problem($"aliases[{index}]", problem);
            }
        }
    }

    private static string? AliasProblem(RouteDefinition route, string alias, IReadOnlyList<RouteDefinition> others) =>
        RouteNames.AliasProblem(route.Name, alias)
        ?? (others.Any(other => other.Name == alias) ? "is the name of another route"
            : others.FirstOrDefault(other => other.Aliases.Contains(alias)) is { } taker ? $"is an alias of the route '{taker.Name}'"
            : null);

    private static IEnumerable<Problem> CheckFallbacks(RouteDefinition route, string list, IReadOnlyList<string> names, CatalogSnapshot snapshot)
    {
        foreach (var (index, name) in names.Index())
        {
            if (name == route.Name || route.Aliases.Contains(name))
            {
                yield return new Problem($"{list}[{index}]", "is the route itself");
            }
            else if (snapshot.Find(name) is null)
            {
                yield return new Problem($"{list}[{index}]", $"names the model '{name}', which is neither a route nor a model of a provider{Suggestion.Ending(name, snapshot.Listed.Select(static model => model.Name))}");
            }
        }
    }
}
