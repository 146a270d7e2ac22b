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

        var names = new ModelNames(check, sound);
        foreach (var (name, route, path) in sound)
        {
            foreach (var (index, deployment) in route.GetProperty("deployments").EnumerateArray().Index())
            {
                CheckDeployment(check, name, deployment, $"{path}.deployments[{index}]");
            }

            CheckFallbacks(names, name, route, path);
            if (!route.GetProperty("deployments").EnumerateArray().Any(IsUsed))
            {
                check.Warnings.Add(new Problem($"{path}.deployments", "are all switched off, by a weight of 0 or by enabled: nothing serves the route"));
            }
        }

        CheckDefaults(check, names);
        CheckKeys(check, names);
    }

    private static bool IsUsed(JsonElement deployment) =>
        !(deployment.TryGetProperty("weight", out var weight) && weight.GetDouble() == 0) && !(deployment.TryGetProperty("enabled", out var enabled) && !enabled.GetBoolean());

    private static void CheckDefaults(FileCheck check, ModelNames names)
    {
        var routing = check.Whole("options") is { ValueKind: JsonValueKind.Object } options && options.TryGetProperty("routing", out var given) ? given : default;
        if (routing.ValueKind == JsonValueKind.Object && routing.TryGetProperty("defaultFallbacks", out var defaults))
        {
            foreach (var (index, item) in defaults.EnumerateArray().Index())
            {
                names.Check(item.GetString()!, $"options.routing.defaultFallbacks[{index}]", null);
            }
        }
    }

    // A key may be made before the route that it is for, in the store too: no more than a warning.
    private static void CheckKeys(FileCheck check, ModelNames names)
    {
        foreach (var (_, key, path) in check.Entries("keys").Where(static entry => entry.Value.TryGetProperty("models", out _)))
        {
            foreach (var (index, item) in key.GetProperty("models").EnumerateArray().Index().Where(entry => !names.Allows(entry.Item.GetString()!)))
            {
                check.Warnings.Add(new Problem($"{path}.models[{index}]", $"names '{item.GetString()}', which is no route, alias, access group or provider's model that a file declares: the server's store must have it"));
            }
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
