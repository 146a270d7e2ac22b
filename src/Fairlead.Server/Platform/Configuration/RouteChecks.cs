using System.Text.Json;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Checks the declared routes: each by its schema, and the names by which they refer to providers, to models and to one another.</summary>
internal static class RouteChecks
{
    private static readonly string[] FallbackLists = ["fallbacks", "contextWindowFallbacks", "contentPolicyFallbacks"];

    public static void Run(FileCheck check)
    {
        var sound = new List<(string Name, JsonElement Route, string Path)>();
        foreach (var (name, route, path) in check.Entries("routes"))
        {
            var problems = RouteSchema.Schema.Validate(route);
            check.Problems.AddRange(problems.Select(problem => problem.Under(path)));
            if (problems.Count == 0)
            {
                sound.Add((name, route, path));
            }
        }

        var names = new ModelNames(check, sound.Select(static entry => (entry.Name, entry.Route, entry.Path)));
        foreach (var (name, route, path) in sound)
        {
            foreach (var (index, deployment) in route.GetProperty("deployments").EnumerateArray().Index())
            {
                CheckDeployment(check, name, deployment, $"{path}.deployments[{index}]");
            }

            CheckFallbacks(names, name, route, path);
        }
    }

    private static void CheckDeployment(FileCheck check, string route, JsonElement deployment, string path)
    {
        var identifier = deployment.GetProperty("provider").GetString()!;
        var model = deployment.TryGetProperty("model", out var given) ? given.GetString()! : route;
        var at = deployment.TryGetProperty("model", out _) ? $"{path}.model" : path;
        if (!check.Providers.TryGetValue(identifier, out var provider))
        {
            check.Expectations.Add(new Expectation(Expected.Provider, identifier, null, $"{path}.provider", Suggestion.Ending(identifier, check.Providers.Keys)));
            if (!IsPattern(route))
            {
                check.Expectations.Add(new Expectation(Expected.ProviderModel, model, identifier, at, string.Empty));
            }

            return;
        }

        if (provider is null || IsPattern(route))
        {
            return;
        }

        if (!provider.Models.TryGetValue(model, out var known))
        {
            check.Problems.Add(new Problem(
                at, $"names the model '{model}', which the provider '{identifier}' has not; add it to {Adding(check, identifier)}{Suggestion.Ending(model, provider.Models.Keys)}"));
        }
        else if (!known.Enabled)
        {
            check.Warnings.Add(new Problem(at, $"names the model '{model}', which is not enabled for the provider '{identifier}'; enable it in its overrides.models"));
        }
    }

    private static void CheckFallbacks(ModelNames names, string name, JsonElement route, string path)
    {
        foreach (var list in FallbackLists.Where(list => route.TryGetProperty(list, out _)))
        {
            foreach (var (index, item) in route.GetProperty(list).EnumerateArray().Index())
            {
                names.Check(item.GetString()!, $"{path}.{list}[{index}]", name);
            }
        }
    }

    private static string Adding(FileCheck check, string identifier)
    {
        var config = check.Declares("providers", identifier) ? check.Part("providers").GetProperty(identifier) : default;
        return config.ValueKind == JsonValueKind.Undefined ? "managed.models"
            : config.TryGetProperty("config", out var settings) && settings.TryGetProperty("models", out _) ? "its config.models"
            : "its overrides.models";
    }

    private static bool IsPattern(string name) => name.Contains('*', StringComparison.Ordinal);
}
