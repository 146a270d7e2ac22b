using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>Retries by kind of error. Source: https://docs.litellm.ai/docs/routing#advanced-custom-retries-cooldowns-based-on-error-type</summary>
internal static class RetryPolicies
{
    // A 500 is unreachable here, a 503 overloaded: docs/routing.md.
    private static readonly (string Theirs, string Ours)[] Classes =
    [
        ("RateLimitErrorRetries", "rateLimited"), ("InternalServerErrorRetries", "unreachable"), ("ServiceUnavailableErrorRetries", "overloaded"), ("TimeoutErrorRetries", "timedOut"),
    ];

    public static void Convert(Conversion conversion)
    {
        var own = conversion.Settings.Find("model_group_retry_policy");
        foreach (var (name, policy) in own?.Members ?? [])
        {
            if (conversion.Groups.Find(name) is { } group)
            {
                Write(group.Route, policy);
            }
            else
            {
                policy.Note("is of no model of model_list; it is left out");
            }
        }

        if (conversion.Settings.Find("retry_policy") is { IsMapping: true } general)
        {
            foreach (var group in conversion.Groups.All.Where(static group => !group.Route.Has("retryPolicy") && !group.HasOwnRetries))
            {
                Write(group.Route, general);
            }
        }
    }

    private static void Write(TargetObject route, SourceNode policy)
    {
        foreach (var (theirs, ours) in Classes)
        {
            if (policy.Find(theirs) is { } node && node.NumberWithin(0, 10) is { } count)
            {
                route.Object("retryPolicy", policy).Set(ours, JsonValue.Create((int)count), node);
            }
        }
    }
}
