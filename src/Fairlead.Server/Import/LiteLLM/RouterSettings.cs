using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>How the router retries, waits and chooses. Source: https://docs.litellm.ai/docs/proxy/config_settings#router_settings---reference</summary>
internal static class RouterSettings
{
    private const string Shuffle = "weightedShuffle";

    public static void Convert(Conversion conversion)
    {
        var strategy = Strategy(conversion);
        Retries(conversion);
        Breakers(conversion);
        Checks(conversion);
        RetryPolicies.Convert(conversion);
        foreach (var group in conversion.Groups.All)
        {
            group.Share((group.Strategy ?? strategy) == Shuffle);
        }
    }

    private static TargetObject Routing(Conversion conversion, SourceNode source) => conversion.Target.Object("options", source).Object("routing", source);

    private static string Strategy(Conversion conversion)
    {
        var given = conversion.Settings.Find("routing_strategy");
        var strategy = Named(given);
        if (strategy is not null)
        {
            Routing(conversion, given!).Set("strategy", JsonValue.Create(strategy), given!);
        }

        foreach (var group in conversion.Settings.Router?.Find("routing_groups")?.Items ?? [])
        {
            group.Find("group_name")?.Note("names the group; each of its models has the strategy for itself");
            var own = group.Find("routing_strategy");
            var named = Named(own);
            foreach (var model in group.Find("models")?.Items ?? [])
            {
                if (named is not null && model.Text() is { } name && conversion.Groups.Find(name) is { } found)
                {
                    found.Strategy = named;
                    found.Route.Set("strategy", JsonValue.Create(named), own!);
                }
                else
                {
                    model.Note("names no model of model_list, or no strategy that there is; it is left out");
                }
            }
        }

        return strategy ?? Shuffle;
    }

    private static string? Named(SourceNode? strategy)
    {
        switch (strategy?.Text())
        {
            case null:
                return null;
            case "simple-shuffle":
                return Shuffle;
            case "least-busy":
                return "leastBusy";
            case "latency-based-routing":
                return "lowestLatency";
            case "cost-based-routing":
                return "cheapest";
            case "usage-based-routing" or "usage-based-routing-v2":
                strategy.Note("becomes leastBusy: what is under way now counts, not the minute's tokens; rpm and tpm of deployments are limits");
                return "leastBusy";
            default:
                strategy.Note($"is a strategy that Fairlead does not have; it becomes {Shuffle}");
                return Shuffle;
        }
    }

    private static void Retries(Conversion conversion)
    {
        if (conversion.Settings.Find("num_retries") is { } retries && (conversion.Reference(retries) ?? (retries.NumberWithin(0, 10) is { } number ? JsonValue.Create((int)number) : null)) is { } count)
        {
            Routing(conversion, retries).Set("retries", count, retries);
        }
    }

    private static void Breakers(Conversion conversion)
    {
        if (conversion.Settings.Find("allowed_fails") is { } fails && fails.NumberWithin(0, 999) is { } allowed)
        {
            Routing(conversion, fails).Set("breakerFailures", JsonValue.Create((int)allowed + 1), fails);
            fails.Note("counts consecutive failures here, and not those of a minute: the breaker opens at the one after it");
        }

        if (conversion.Settings.Find("cooldown_time") is { } cooldown && cooldown.NumberWithin(0, 86400) is { } seconds)
        {
            if (seconds == 0)
            {
                cooldown.Note("is never here: a failing deployment is always left alone for a while");
                return;
            }

            Routing(conversion, cooldown).Set("cooldownSeconds", JsonValue.Create(Math.Max(seconds, 0.1m)), cooldown);
        }
    }

    private static void Checks(Conversion conversion)
    {
        foreach (var check in conversion.Settings.Router?.Find("optional_pre_call_checks")?.Items ?? [])
        {
            check.Note(check.Text() switch
            {
                "enforce_model_rate_limits" => "is what Fairlead does: rpm and tpm of deployments are limits",
                "responses_api_deployment_check" or "encrypted_content_affinity" => "is what Fairlead does: previous_response_id goes where the response came from",
                "prompt_caching" or "session_affinity" => "is what Fairlead does: a conversation stays where its prompt is cached, unless affinity of the route is false",
                _ => "has no counterpart; there is no such check",
            });
        }
    }
}
