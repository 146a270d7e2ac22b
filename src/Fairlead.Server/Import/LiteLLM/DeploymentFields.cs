using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>What a deployment has beside its provider and model: limits, order, tags, prices.</summary>
internal static class DeploymentFields
{
    private const decimal TokensPerUnit = 1_000_000m;

    public static void Convert(Conversion conversion, SourceNode row, Parameters parameters, TargetObject deployment)
    {
        if (parameters.Find("weight") is { } weight && (conversion.Reference(weight) ?? Create(weight.NumberWithin(0, 1_000_000))) is { } share)
        {
            deployment.Set("weight", share, weight);
        }

        if (parameters.Find("order") is { } order && (conversion.Reference(order) ?? Create((int?)order.NumberWithin(0, 1_000_000))) is { } tier)
        {
            deployment.Set("order", tier, order);
        }

        Count(conversion, deployment, "rpm", Limit(conversion, row, parameters, "rpm"));
        Count(conversion, deployment, "tpm", Limit(conversion, row, parameters, "tpm"));
        Count(conversion, deployment, "maxParallelRequests", parameters.Find("max_parallel_requests") ?? conversion.Settings.Router?.Find("default_max_parallel_requests"));
        Tags(conversion, parameters, deployment);
        var info = row.Find("model_info");
        Pricing(parameters, info, deployment);
        Count(conversion, deployment, "contextWindow", info?.Find("max_input_tokens"));
        info?.Find("base_model")?.Note("is not looked up: give prices and the context window themselves, as input_cost_per_token, output_cost_per_token and max_input_tokens");
        if (info?.Find("blocked") is { } blocked && blocked.Flag() == true)
        {
            deployment.Set("enabled", JsonValue.Create(false), blocked);
        }
    }

    private static void Count(Conversion conversion, TargetObject deployment, string name, SourceNode? source)
    {
        if (source is not null && (conversion.Reference(source) ?? Create(source.Count())) is { } count)
        {
            deployment.Set(name, count, source);
        }
    }

    private static JsonValue? Create<T>(T? number)
        where T : struct => number is { } given ? JsonValue.Create(given) : null;

    // LiteLLM's pages show them beside litellm_params too: https://docs.litellm.ai/docs/proxy/load_balancing#enforce-model-rate-limits
    private static SourceNode? Limit(Conversion conversion, SourceNode row, Parameters parameters, string name)
    {
        var limit = parameters.Find(name) ?? row.Find(name);
        if (!conversion.Groups.LimitsAreEnforced)
        {
            limit?.Remark("is a limit here: a deployment that has reached it gets no more in the minute. LiteLLM takes it for a hint, unless enforce_model_rate_limits is on");
        }

        return limit;
    }

    private static void Tags(Conversion conversion, Parameters parameters, TargetObject deployment)
    {
        if (parameters.Find("tags") is not { } tags)
        {
            return;
        }

        if (!TagFiltering.IsOn(conversion))
        {
            tags.Note("is left out: LiteLLM does not route by tags either, unless router_settings.enable_tag_filtering is on");
            return;
        }

        foreach (var tag in tags.Items)
        {
            if (tag.Text() is { Length: > 0 } text)
            {
                deployment.Add("tags", text, tag);
            }
        }
    }

    private static void Pricing(Parameters parameters, SourceNode? info, TargetObject deployment)
    {
        var input = parameters.Find("input_cost_per_token") ?? info?.Find("input_cost_per_token");
        var output = parameters.Find("output_cost_per_token") ?? info?.Find("output_cost_per_token");
        if (input is null || output is null)
        {
            (input ?? output)?.Note("is left out: a price needs both input_cost_per_token and output_cost_per_token");
            return;
        }

        if (PerMillion(input) is not { } read || PerMillion(output) is not { } written)
        {
            return;
        }

        var pricing = deployment.Object("pricing", input);
        pricing.Set("input", JsonValue.Create(read), input);
        var cached = parameters.Find("cache_read_input_token_cost") ?? info?.Find("cache_read_input_token_cost");
        if (cached is not null && PerMillion(cached) is { } again)
        {
            pricing.Set("cachedInput", JsonValue.Create(again), cached);
        }

        pricing.Set("output", JsonValue.Create(written), output);
    }

    // Dollars per token there, dollars per million tokens here.
    private static decimal? PerMillion(SourceNode price) =>
        price.NumberWithin(0, 1) is { } dollars ? decimal.Parse((dollars * TokensPerUnit).ToString("0.############", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture) : null;
}
