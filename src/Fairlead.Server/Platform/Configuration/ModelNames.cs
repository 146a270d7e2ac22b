using System.Text.Json;
using System.Text.RegularExpressions;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>The names by which clients can ask for models, as far as a file says: routes, aliases, patterns, and the models of declared providers.</summary>
internal sealed class ModelNames
{
    private readonly FileCheck check;
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly List<Regex> patterns = [];

    /// <summary>Collects the names; a name that two routes claim is a problem.</summary>
    public ModelNames(FileCheck check, IEnumerable<(string Name, JsonElement Route, string Path)> routes)
    {
        this.check = check;
        var list = routes.ToList();
        foreach (var (name, _, path) in list)
        {
            known[name] = path;
            if (name.Contains('*', StringComparison.Ordinal))
            {
                patterns.Add(new Regex($"^{Regex.Escape(name).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
            }
        }

        foreach (var (_, route, path) in list.Where(static entry => entry.Route.TryGetProperty("aliases", out _)))
        {
            AddAliases(route.GetProperty("aliases"), $"{path}.aliases");
        }
    }

    /// <summary>Checks a reference to a model; <paramref name="itself"/> is the route that refers.</summary>
    public void Check(string name, string path, string itself)
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

    private string? DefaultProvider => check.Part("defaults") is { ValueKind: JsonValueKind.Object } defaults ? defaults.GetProperty("provider").GetString() : null;

    private IReadOnlyCollection<string> DefaultModels => ModelsOf(DefaultProvider ?? PortProviderType.TypeName);

    private IReadOnlyCollection<string> ModelsOf(string identifier) => check.Providers.GetValueOrDefault(identifier) is { } provider ? [.. provider.Models.Keys] : [];

    private bool IsKnown(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return known.ContainsKey(name) || patterns.Exists(pattern => pattern.IsMatch(name)) || DefaultModels.Contains(name, StringComparer.Ordinal)
            || (slash > 0 && ModelsOf(name[..slash]).Contains(name[(slash + 1)..], StringComparer.Ordinal));
    }

    // A provider that is not declared may be in the store; so may be the default one, and a declared one that has problems of its own.
    private bool MayBeStored(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return (slash > 0 && check.Providers.GetValueOrDefault(name[..slash]) is null) || DefaultProvider is null || check.Providers.GetValueOrDefault(DefaultProvider) is null;
    }

    private void AddAliases(JsonElement aliases, string path)
    {
        foreach (var (index, alias) in aliases.EnumerateArray().Index())
        {
            var at = $"{path}[{index}]";
            if (!known.TryAdd(alias.GetString()!, at))
            {
                check.Problems.Add(new Problem(at, $"is a name already: {known[alias.GetString()!]}"));
            }
        }
    }
}
