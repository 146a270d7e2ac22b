using System.Text.RegularExpressions;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>What happens instead of what has no counterpart.</summary>
internal static partial class Explanations
{
    private const string NotRead = "has no counterpart; it is left out";
    private const string InMemory = "is not used: what is shared by LiteLLM's instances is kept by each of Fairlead's";
    private const string Breaker = "has no counterpart: a deployment's breaker counts failures by their class itself";
    private const string NoDatabase = "is not used: Fairlead keeps its data in its own folder (--data)";
    private const string Metrics = "is not called: Fairlead tells of requests through its own metrics, traces and logs";
    private const string NotAdded = "is not added to requests: the client's own fields are sent";

    private static readonly Dictionary<string, string> Messages = new(StringComparer.Ordinal)
    {
        ["environment_variables"] = "is not put into the environment: set it where Fairlead is started",
        ["credential_list"] = "is used by no deployment",
        ["guardrails"] = "has no counterpart; requests and answers are not inspected",
        ["mcp_servers"] = "has no counterpart; MCP servers are not served",
        ["callback_settings"] = Metrics,
        ["search_tools"] = NotRead,
        ["model_list[].litellm_params"] = NotAdded,
        ["model_list[].litellm_params.api_version"] = "is not used by this type of provider",
        ["model_list[].litellm_params.use_in_pass_through"] = NotRead,
        ["model_list[].litellm_params.rust"] = NotRead,
        ["model_list[].litellm_params.mock_response"] = "has no counterpart; the provider is called. fairlead simulate gives a provider that costs nothing",
        ["model_list[].litellm_params.max_budget"] = "has no counterpart; there are no budgets of deployments",
        ["model_list[].litellm_params.budget_duration"] = "has no counterpart; there are no budgets of deployments",
        ["model_list[].litellm_params.additional_drop_params"] = "has no counterpart here: supportedFeatures of a model takes a field out of what is sent",
        ["model_list[].litellm_params.region_name"] = "has no counterpart: give the deployment a tag",
        ["model_list[].litellm_params.input_cost_per_second"] = "has no counterpart: prices are by token",
        ["model_list[].litellm_params.output_cost_per_second"] = "has no counterpart: prices are by token",
        ["model_list[].litellm_params.guardrails"] = "has no counterpart; requests and answers are not inspected",
        ["model_list[].model_info"] = "describes the model; nothing depends on it",
        ["model_list[].model_info.id"] = "has no counterpart: a deployment cannot be asked for by its id, unless a fallback names it",
        ["model_list[].model_info.team_id"] = "has no counterpart: everyone whose key allows the model can use it",
        ["model_list[].model_info.access_windows"] = "has no counterpart: the model can be used at all times",
        ["model_list[].model_info.supported_environments"] = "has no counterpart: the deployment is served in every environment",
        ["router_settings.redis_host"] = InMemory,
        ["router_settings.redis_port"] = InMemory,
        ["router_settings.redis_password"] = InMemory,
        ["router_settings.redis_url"] = InMemory,
        ["router_settings.redis_db"] = InMemory,
        ["router_settings.allowed_fails_policy"] = Breaker,
        ["router_settings.disable_cooldowns"] = "has no counterpart: breakers are always on",
        ["router_settings.retry_after"] = "has no counterpart: the wait before a retry grows from attempt to attempt, and heeds Retry-After",
        ["router_settings.retry_policy"] = "has no counterpart: errors of this kind are not retried",
        ["router_settings.model_group_retry_policy"] = "has no counterpart: errors of this kind are not retried",
        ["router_settings.max_fallbacks"] = "has no counterpart: the fallbacks of the model that was asked for are tried in order, within the request's total time",
        ["router_settings.enable_pre_call_checks"] = "is always on: a deployment whose context window is too small is not considered",
        ["router_settings.enable_tag_filtering"] = "is always on: where deployments have tags, a request's tags choose among them",
        ["router_settings.tag_filtering_match_any"] = "has no counterpart in the file",
        ["router_settings.routing_strategy_args"] = "has no counterpart: strategies have no settings of their own",
        ["router_settings.cache_responses"] = "has no counterpart here: litellm_settings.cache turns the response cache on",
        ["router_settings.provider_budget_config"] = "has no counterpart; there are no budgets of providers",
        ["litellm_settings"] = NotRead,
        ["litellm_settings.allowed_fails_policy"] = Breaker,
        ["litellm_settings.modify_params"] = "has no counterpart: what the client sends is translated, and not mended",
        ["litellm_settings.callbacks"] = Metrics,
        ["litellm_settings.success_callback"] = Metrics,
        ["litellm_settings.failure_callback"] = Metrics,
        ["litellm_settings.service_callback"] = Metrics,
        ["litellm_settings.service_callbacks"] = Metrics,
        ["litellm_settings.turn_off_message_logging"] = "is what Fairlead does: what is asked and answered is not logged",
        ["litellm_settings.set_verbose"] = "has no counterpart here: log levels are set when Fairlead is started",
        ["litellm_settings.json_logs"] = "has no counterpart here: serve --log-format json",
        ["litellm_settings.max_budget"] = "has no counterpart; there is no budget of the whole",
        ["litellm_settings.cache_params"] = "is not used: answers are kept in memory",
        ["litellm_settings.cache_params.supported_call_types"] = "has no counterpart: the models' routes say what is kept",
        ["litellm_settings.retry_policy"] = "has no counterpart: errors of this kind are not retried",
        ["general_settings"] = "has no counterpart; the server's own options stand under options",
        ["general_settings.database_url"] = NoDatabase,
        ["general_settings.store_model_in_db"] = "is not needed: models made through the API are kept beside those of the file",
        ["general_settings.completion_model"] = "has no counterpart: a request is served by the model that it names",
        ["general_settings.alerting"] = "has no counterpart; nobody is alerted. Alert on the metrics",
        ["general_settings.pass_through_endpoints"] = "has no counterpart; no further paths are passed through",
        ["general_settings.custom_auth"] = "has no counterpart: keys are Fairlead's own",
        ["general_settings.enable_jwt_auth"] = "has no counterpart: keys are Fairlead's own",
        ["general_settings.background_health_checks"] = "has no counterpart: what requests meet tells how healthy a deployment is",
        ["general_settings.max_parallel_requests"] = "has no counterpart here: maxParallelRequests of a route's deployment",
    };

    /// <summary>What happens instead of what stands at a path.</summary>
    public static string Of(string path)
    {
        for (var at = Index().Replace(path, "[]"); at.Length > 0; at = Parent(at))
        {
            if (Messages.TryGetValue(at, out var message))
            {
                return message;
            }
        }

        return NotRead;
    }

    private static string Parent(string path) => path[..Math.Max(0, Math.Max(path.LastIndexOf('.'), path.EndsWith(']') ? path.LastIndexOf('[') : -1))];

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
