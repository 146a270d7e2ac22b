using Fairlead.Simulator.Faults;

namespace Fairlead.Conformance.Tests.LiteLLM;

/// <summary>LiteLLM's configurations, started as they are, route as its documentation says. Each test names the page.</summary>
public sealed class LiteLLMRoutingTests
{
    private const string MasterKey = """

        general_settings:
          master_key: sk-1234
        """;

    // https://docs.litellm.ai/docs/proxy/load_balancing: rpm weighs the deployments of a group.
    [Fact]
    public async Task LoadBalancing_ByRpm_SharesTheTraffic()
    {
        await using var server = await LiteLLMServer.StartAsync($$"""
            model_list:
              - model_name: small
                litellm_params: {model: openai/busy, api_base: UPSTREAM/v1, api_key: sk-upstream, rpm: 9000}
              - model_name: small
                litellm_params: {model: openai/idle, api_base: UPSTREAM/v1, api_key: sk-upstream, rpm: 1000}
            router_settings: {routing_strategy: simple-shuffle}
            {{MasterKey}}
            """);

        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(200, (await server.ChatAsync("small")).Status);
        }

        // Nine in ten, give or take more than four standard deviations.
        Assert.InRange(server.Received("busy"), 155, 199);
        Assert.Equal(200, server.Received("busy") + server.Received("idle"));
    }

    // https://docs.litellm.ai/docs/proxy/reliability: after the retries of a group, its fallbacks in order.
    [Fact]
    public async Task Fallbacks_OfAGroupThatFails_AreTakenInOrder()
    {
        await using var server = await LiteLLMServer.StartAsync(
            $$"""
            model_list:
              - model_name: zephyr
                litellm_params: {model: openai/zephyr, api_base: UPSTREAM/v1, api_key: sk-upstream}
              - model_name: broken-too
                litellm_params: {model: openai/broken-too, api_base: UPSTREAM/v1, api_key: sk-upstream}
              - model_name: gpt-4o
                litellm_params: {model: openai/gpt-4o, api_base: UPSTREAM/v1, api_key: sk-upstream}
            litellm_settings:
              num_retries: 1
              fallbacks: [{"zephyr": ["broken-too", "gpt-4o"]}]
            {{MasterKey}}
            """,
            new FaultRule(new FailFault { Status = 500 }) { Model = "zephyr" },
            new FaultRule(new FailFault { Status = 500 }) { Model = "broken-too" });

        Assert.Equal((200, "gpt-4o", 5), await server.ChatAsync("zephyr"));
        Assert.Equal((2, 2, 1), (server.Received("zephyr"), server.Received("broken-too"), server.Received("gpt-4o")));
    }

    // https://docs.litellm.ai/docs/proxy/reliability: context_window_fallbacks, content_policy_fallbacks and default_fallbacks are for their own kinds of failure.
    [Fact]
    public async Task Fallbacks_ByKindOfFailure_AreTheirOwn()
    {
        await using var server = await LiteLLMServer.StartAsync(
            $$"""
            model_list:
              - model_name: narrow
                litellm_params: {model: openai/narrow, api_base: UPSTREAM/v1, api_key: sk-upstream}
              - model_name: strict
                litellm_params: {model: openai/strict, api_base: UPSTREAM/v1, api_key: sk-upstream}
              - model_name: broken
                litellm_params: {model: openai/broken, api_base: UPSTREAM/v1, api_key: sk-upstream}
              - model_name: wide
                litellm_params: {model: openai/wide, api_base: UPSTREAM/v1, api_key: sk-upstream}
              - model_name: open
                litellm_params: {model: openai/open, api_base: UPSTREAM/v1, api_key: sk-upstream}
              - model_name: spare
                litellm_params: {model: openai/spare, api_base: UPSTREAM/v1, api_key: sk-upstream}
            litellm_settings:
              num_retries: 0
              context_window_fallbacks: [{"narrow": ["wide"]}]
              content_policy_fallbacks: [{"strict": ["open"]}]
              default_fallbacks: ["spare"]
            {{MasterKey}}
            """,
            new FaultRule(new FailFault { Status = 400, Code = "context_length_exceeded" }) { Model = "narrow" },
            new FaultRule(new FailFault { Status = 400, Code = "content_policy_violation" }) { Model = "strict" },
            new FaultRule(new FailFault { Status = 500 }) { Model = "broken" });

        Assert.Equal((200, "wide", 2), await server.ChatAsync("narrow"));
        Assert.Equal((200, "open", 2), await server.ChatAsync("strict"));
        Assert.Equal((200, "spare", 2), await server.ChatAsync("broken"));
    }

    // https://docs.litellm.ai/docs/wildcard_routing: the star of the name goes to the provider; the more specific pattern wins.
    [Fact]
    public async Task Wildcards_OfNames_LeadToTheProvidersModel()
    {
        await using var server = await LiteLLMServer.StartAsync($$"""
            model_list:
              - model_name: openai/*
                litellm_params: {model: openai/*, api_base: UPSTREAM/v1, api_key: sk-upstream}
              - model_name: openai/fine-*
                litellm_params: {model: openai/tuned-*, api_base: UPSTREAM/v1, api_key: sk-upstream}
            {{MasterKey}}
            """);

        Assert.Equal((200, "whatever-3", 1), await server.ChatAsync("openai/whatever-3"));
        Assert.Equal((200, "tuned-tune-1", 1), await server.ChatAsync("openai/fine-tune-1"));
        Assert.Equal(404, (await server.ChatAsync("mistral/whatever-3")).Status);
    }

    // https://docs.litellm.ai/docs/proxy/load_balancing: order 1 is used until it fails, then order 2; an alias is another name of its group.
    [Fact]
    public async Task Order_OfDeployments_IsKept_AndAliasesLeadThere()
    {
        await using var server = await LiteLLMServer.StartAsync(
            $$"""
            model_list:
              - model_name: group
                litellm_params: {model: openai/later, api_base: UPSTREAM/v1, api_key: sk-upstream, order: 2}
              - model_name: group
                litellm_params: {model: openai/sooner, api_base: UPSTREAM/v1, api_key: sk-upstream, order: 1}
            router_settings:
              enable_pre_call_checks: true
              model_group_alias: {"gpt-4": "group"}
            {{MasterKey}}
            """,
            new FaultRule(new FailFault { Status = 503 }) { Model = "sooner", Count = 1 });

        Assert.Equal((200, "later", 2), await server.ChatAsync("gpt-4"));
        Assert.Equal((200, "sooner", 1), await server.ChatAsync("gpt-4"));
    }

    // https://docs.litellm.ai/docs/providers/azure and https://docs.litellm.ai/docs/providers/bedrock
    [Fact]
    public async Task AzureAndBedrock_AreReachedWithTheirOwnCredentials()
    {
        await using var server = await LiteLLMServer.StartAsync($$"""
            model_list:
              - model_name: azure-chat
                litellm_params: {model: azure/my-deployment, api_base: UPSTREAM, api_key: azure-key-0123456789}
              - model_name: claude
                litellm_params:
                  model: bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0
                  aws_access_key_id: AKIAIOSFODNN7EXAMPLE
                  aws_secret_access_key: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
                  aws_region_name: us-east-1
                  aws_bedrock_runtime_endpoint: UPSTREAM
            {{MasterKey}}
            """);

        Assert.Equal((200, "my-deployment", 1), await server.ChatAsync("azure-chat"));
        Assert.Equal(200, (await server.ChatAsync("claude")).Status);
        Assert.Contains(server.Upstream.Received, static request => request.Headers.TryGetValue("api-key", out var key) && key == "azure-key-0123456789");
        Assert.Contains(server.Upstream.Received, static request => request.Path.EndsWith("/converse", StringComparison.Ordinal));
    }

    // https://docs.litellm.ai/docs/proxy/reliability: request_timeout bounds each call, after which come the retries and the fallbacks.
    [Fact]
    public async Task RequestTimeout_OfASlowModel_IsRetriedAndFallenBackFrom()
    {
        await using var server = await LiteLLMServer.StartAsync(
            $$"""
            model_list:
              - model_name: zephyr
                litellm_params: {model: openai/slow, api_base: UPSTREAM/v1, api_key: sk-upstream}
              - model_name: gpt-4o
                litellm_params: {model: openai/gpt-4o, api_base: UPSTREAM/v1, api_key: sk-upstream}
            litellm_settings:
              num_retries: 1
              request_timeout: 0.5
              fallbacks: [{"zephyr": ["gpt-4o"]}]
            {{MasterKey}}
            """,
            new FaultRule(new SlowFault { FirstByte = TimeSpan.FromSeconds(20) }) { Model = "slow" });

        Assert.Equal((200, "gpt-4o", 3), await server.ChatAsync("zephyr"));
        Assert.Equal(2, server.Received("slow"));
    }

    // https://docs.litellm.ai/docs/proxy/tag_routing: the header's tags choose; requests without any go to the default.
    [Fact]
    public async Task Tags_OfTheHeader_ChooseTheDeployment()
    {
        await using var server = await LiteLLMServer.StartAsync($$"""
            model_list:
              - model_name: gpt-4
                litellm_params: {model: openai/free, api_base: UPSTREAM/v1, api_key: sk-upstream, tags: ["free"]}
              - model_name: gpt-4
                litellm_params: {model: openai/paid, api_base: UPSTREAM/v1, api_key: sk-upstream, tags: ["paid"]}
              - model_name: gpt-4
                litellm_params: {model: openai/usual, api_base: UPSTREAM/v1, api_key: sk-upstream, tags: ["default"]}
            router_settings: {enable_tag_filtering: True}
            {{MasterKey}}
            """);

        Assert.Equal((200, "free", 1), await server.ChatAsync("gpt-4", "free"));
        Assert.Equal((200, "paid", 1), await server.ChatAsync("gpt-4", "paid"));
        Assert.Equal((200, "usual", 1), await server.ChatAsync("gpt-4"));
    }
}
