using System.Text.Json;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.ProviderTypes;

namespace Fairlead.Gateway.Routing;

/// <summary>Reads a route's JSON, which has passed <see cref="RouteSchema"/>.</summary>
public static class RouteReader
{
    /// <summary>Reads one.</summary>
    /// <param name="name">The route's name.</param>
    /// <param name="json">The rest of it.</param>
    public static RouteDefinition Read(string name, JsonElement json) => new(name, [.. json.GetProperty("deployments").EnumerateArray().Select(deployment => ReadDeployment(name, deployment))])
    {
        Strategy = Text(json, "strategy"),
        Affinity = ModelEntries.Flag(json, "affinity", true),
        Aliases = Texts(json, "aliases") ?? [],
        AccessGroups = Texts(json, "accessGroups") ?? [],
        Fallbacks = Texts(json, "fallbacks"),
        ContextWindowFallbacks = Texts(json, "contextWindowFallbacks") ?? [],
        ContentPolicyFallbacks = Texts(json, "contentPolicyFallbacks") ?? [],
        Retries = ReadRetries(json),
        Hedge = ReadHedge(json),
        Breaker = ReadBreaker(json),
        Limits = ReadLimits(json),
        Cache = json.TryGetProperty("cache", out var cache) ? new CachePolicy(TimeSpan.FromSeconds(Number(cache, "seconds") ?? 60), Text(cache, "scope") == "shared") : null,
        Listed = ModelEntries.Flag(json, "listed", true),
    };

    /// <summary>Reads <c>timeouts</c>.</summary>
    public static TimeLimits ReadLimits(JsonElement json) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("timeouts", out var limits)
        ? new(Number(limits, "connectSeconds"), Number(limits, "firstByteSeconds"), Number(limits, "idleSeconds"), Number(limits, "totalSeconds"))
        : TimeLimits.None;

    private static DeploymentDefinition ReadDeployment(string route, JsonElement json) =>
        new(json.GetProperty("provider").GetString()!, Text(json, "model") ?? (RoutePattern.Is(route) ? "*" : route))
        {
            Weight = Number(json, "weight") ?? 1,
            Order = Count(json, "order") ?? 1,
            Rpm = Count(json, "rpm"),
            Tpm = Count(json, "tpm"),
            MaxParallelRequests = Count(json, "maxParallelRequests"),
            Tags = Texts(json, "tags") ?? [],
            Pricing = ModelEntries.Pricing(json),
            ContextWindow = Count(json, "contextWindow"),
            Enabled = ModelEntries.Flag(json, "enabled", true),
        };

    private static RetryPolicy? ReadRetries(JsonElement json)
    {
        var byKind = new Dictionary<FailureKind, int>();
        if (json.TryGetProperty("retryPolicy", out var policy))
        {
            foreach (var kind in policy.EnumerateObject())
            {
                byKind[Enum.Parse<FailureKind>(kind.Name, ignoreCase: true)] = kind.Value.GetInt32();
            }
        }

        var retries = Count(json, "retries");
        return retries is null && byKind.Count == 0 ? null : new RetryPolicy(retries, byKind);
    }

    private static BreakerSettings? ReadBreaker(JsonElement json) =>
        !json.TryGetProperty("breaker", out var breaker) ? null
        : breaker.ValueKind == JsonValueKind.Object ? new BreakerSettings(Count(breaker, "failures"), Number(breaker, "cooldownSeconds"))
        : new BreakerSettings(null, null) { IsOff = breaker.ValueKind == JsonValueKind.False };

    private static HedgePolicy? ReadHedge(JsonElement json) =>
        !json.TryGetProperty("hedge", out var hedge) || hedge.ValueKind == JsonValueKind.False ? null
        : hedge.ValueKind == JsonValueKind.Object && Number(hedge, "afterSeconds") is { } seconds ? new HedgePolicy(TimeSpan.FromSeconds(seconds))
        : new HedgePolicy(null);

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static double? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static int? Count(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? (int)value.GetDouble() : null;

    private static IReadOnlyList<string>? Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var values) ? [.. values.EnumerateArray().Select(static value => value.GetString()!)] : null;
}
