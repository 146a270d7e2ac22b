using System.Text.Json;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>The names by which clients can ask for models, as far as a file says: routes, aliases, patterns, and the models of declared providers.</summary>
internal sealed class ModelNames
{
    private readonly FileCheck check;
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly List<RoutePattern> patterns = [];
    private readonly HashSet<string> groups = new(StringComparer.Ordinal);

    /// <summary>Collects the names; a name that two routes claim is a problem.</summary>
    /// <param name="check">The check.</param>
    /// <param name="routes">The routes whose aliases can be read; those with problems of their own have names too.</param>
    public ModelNames(FileCheck check, IReadOnlyList<(string Name, JsonElement Route, string Path)> routes)
    {
        this.check = check;
        foreach (var name in check.NamesIn("routes"))
        {
            known[name] = Problem.Join("routes", name);
            if (RoutePattern.Is(name))
            {
                patterns.Add(new RoutePattern(name));
            }
        }

        foreach (var (name, route, path) in routes)
        {
            AddAliases(name, TextsOf(route, "aliases"), $"{path}.aliases");
            groups.UnionWith(TextsOf(route, "accessGroups"));
        }
    }

    /// <summary>Whether a key that names this may use anything that the file says of; a pattern is not looked into.</summary>
    public bool Allows(string name) => RoutePattern.Is(name) || groups.Contains(name) || IsKnown(name);

    /// <summary>Checks a reference to a model; <paramref name="itself"/> is the route that refers, if one does.</summary>
    public void Check(string name, string path, string? itself)
    {
        if (name == itself)
        {
            check.Problems.Add(new Problem(path, "is the route itself"));
        }
        else if (!IsKnown(name))
        {
            var ending = Suggestion.Ending(name, known.Keys.Concat(DefaultModels));
            if (MayBeStored(name) && ending.Length == 0)
            {
                check.Expectations.Add(new Expectation(Expected.Model, name, null, path, string.Empty));
            }
            else
            {
                check.Problems.Add(new Problem(path, $"names the model '{name}', which is neither a route nor a model of a provider{ending}"));
            }
        }
    }

    private string? DefaultProvider => check.Whole("defaults") is { ValueKind: JsonValueKind.Object } defaults ? defaults.GetProperty("provider").GetString() : null;

    private IReadOnlyCollection<string> DefaultModels => ModelsOf(DefaultProvider ?? PortProviderType.TypeName);

    private IReadOnlyCollection<string> ModelsOf(string identifier) => check.Providers.GetValueOrDefault(identifier) is { } provider ? [.. provider.Models.Keys] : [];

    private bool IsKnown(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return known.ContainsKey(name) || patterns.Exists(pattern => pattern.Matches(name)) || DefaultModels.Contains(name, StringComparer.Ordinal)
            || (slash > 0 && ModelsOf(name[..slash]).Contains(name[(slash + 1)..], StringComparer.Ordinal));
    }

    // A provider that is not declared may be in the store; so may be the default one, and a declared one that has problems of its own.
    private bool MayBeStored(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return (slash > 0 && check.Providers.GetValueOrDefault(name[..slash]) is null) || DefaultProvider is null || check.Providers.GetValueOrDefault(DefaultProvider) is null;
    }

    private void AddAliases(string route, IEnumerable<string> aliases, string path)
    {
        foreach (var (index, alias) in aliases.Index())
        {
            var at = $"{path}[{index}]";
            if (RouteNames.AliasProblem(route, alias) is { } problem)
            {
                check.Problems.Add(new Problem(at, problem));
            }
            else if (!known.TryAdd(alias, at))
            {
                check.Problems.Add(new Problem(at, $"is a name already: {known[alias]}"));
            }
        }
    }

    private static IEnumerable<string> TextsOf(JsonElement route, string list) =>
        route.TryGetProperty(list, out var texts) ? texts.EnumerateArray().Select(static text => text.GetString()!) : [];
}
