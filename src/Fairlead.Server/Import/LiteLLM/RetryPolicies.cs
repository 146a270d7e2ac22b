using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>Retries by kind of error. Source: https://docs.litellm.ai/docs/routing#advanced-custom-retries-cooldowns-based-on-error-type</summary>
internal static class RetryPolicies
{
    private static readonly (string Theirs, string Ours)[] Classes =
    [
        ("RateLimitErrorRetries", "rateLimited"), ("InternalServerErrorRetries", "overloaded"), ("ServiceUnavailableErrorRetries", "overloaded"), ("TimeoutErrorRetries", "timedOut"),
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
        var written = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (theirs, ours) in Classes)
        {
            if (policy.Find(theirs) is not { } node || node.NumberWithin(0, 10) is not { } count)
            {
                continue;
            }

            if (written.TryGetValue(ours, out var earlier) && earlier != (int)count)
            {
                node.Note("is of one class with InternalServerErrorRetries here; the larger number is taken");
            }

            written[ours] = Math.Max((int)count, written.GetValueOrDefault(ours));
            route.Object("retryPolicy", policy).Set(ours, JsonValue.Create(written[ours]), node);
        }
    }
}
