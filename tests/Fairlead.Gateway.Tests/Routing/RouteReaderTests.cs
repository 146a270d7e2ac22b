using System.Text.Json;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class RouteReaderTests
{
    // Every member of the schema, none with its default.
    private const string Everything = """
        {
          "deployments": [{
            "provider": "a", "model": "m", "weight": 2.5, "order": 3, "rpm": 4, "tpm": 5, "maxParallelRequests": 6, "tags": ["eu"],
            "pricing": {"input": 1, "cachedInput": 0.5, "output": 2}, "contextWindow": 7, "enabled": false
          }],
          "strategy": "cheapest", "affinity": false, "aliases": ["other"], "accessGroups": ["beta"],
          "fallbacks": ["f"], "contextWindowFallbacks": ["cw"], "contentPolicyFallbacks": ["cp"],
          "retries": 8, "retryPolicy": {"rateLimited": 1, "overloaded": 2, "timedOut": 3, "unreachable": 4, "cutOff": 5},
          "hedge": {"afterSeconds": 0.5}, "breaker": {"failures": 9, "cooldownSeconds": 1.5},
          "timeouts": {"connectSeconds": 1, "firstByteSeconds": 2, "idleSeconds": 3, "totalSeconds": 4},
          "cache": {"seconds": 30, "scope": "shared"}, "listed": false
        }
        """;

    public static TheoryData<string> Members => [.. JsonElement.Parse(Everything).EnumerateObject().Select(static member => member.Name).Where(static name => name != "deployments")];

    public static TheoryData<string> DeploymentMembers =>
        [.. JsonElement.Parse(Everything).GetProperty("deployments")[0].EnumerateObject().Select(static member => member.Name).Where(static name => name != "provider")];

    [Fact]
    public void Everything_IsValid_AndLeavesNoMemberOfTheSchemaOut()
    {
        Assert.Empty(RouteSchema.Schema.Validate(JsonElement.Parse(Everything)));
        var schema = RouteSchema.Schema.Source;
        var deployment = schema.GetProperty("properties").GetProperty("deployments").GetProperty("items");

        Assert.Equal(Names(schema.GetProperty("properties")), Names(JsonElement.Parse(Everything)));
        Assert.Equal(Names(deployment.GetProperty("properties")), Names(JsonElement.Parse(Everything).GetProperty("deployments")[0]));
    }

    [Fact]
    public void Read_Everything_IsTheDefinition()
    {
        var route = Read(Everything);

        Assert.Equal(("gpt", "cheapest", false, false), (route.Name, route.Strategy, route.Affinity, route.Listed));
        Assert.Equal(["other"], route.Aliases);
        Assert.Equal(["beta"], route.AccessGroups);
        Assert.Equal(["f"], route.Fallbacks!);
        Assert.Equal(["cw"], route.ContextWindowFallbacks);
        Assert.Equal(["cp"], route.ContentPolicyFallbacks);
        Assert.Equal((TimeSpan.FromSeconds(0.5), new BreakerSettings(9, 1.5), new TimeLimits(1, 2, 3, 4)), (route.Hedge!.After!.Value, route.Breaker, route.Limits));
        Assert.Equal(new CachePolicy(TimeSpan.FromSeconds(30), true), route.Cache);
        Assert.Equal(8, route.Retries!.Retries);
        Assert.Equal(
            [(FailureKind.RateLimited, 1), (FailureKind.Overloaded, 2), (FailureKind.TimedOut, 3), (FailureKind.Unreachable, 4), (FailureKind.CutOff, 5)],
            route.Retries.ByKind.Select(static kind => (kind.Key, kind.Value)).OrderBy(static kind => kind.Value));
        var deployment = Assert.Single(route.Deployments);
        Assert.Equal(("a", "m", 2.5, 3, 4, 5, 6), (deployment.Provider, deployment.Model, deployment.Weight, deployment.Order, deployment.Rpm!.Value, deployment.Tpm!.Value, deployment.MaxParallelRequests!.Value));
        Assert.Equal((7, false, new ModelPricing(1_000_000, 500_000, 2_000_000)), (deployment.ContextWindow!.Value, deployment.Enabled, deployment.Pricing));
        Assert.Equal(["eu"], deployment.Tags);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Read_WithoutAMember_IsAnotherDefinition(string member) =>
        Assert.NotEqual(Text(Read(Everything)), Text(Read(Without(JsonElement.Parse(Everything), member))));

    [Theory]
    [MemberData(nameof(DeploymentMembers))]
    public void Read_WithoutADeploymentsMember_IsAnotherDefinition(string member)
    {
        var deployment = JsonElement.Parse(Everything).GetProperty("deployments")[0];

        Assert.NotEqual(Text(Read($$"""{"deployments": [{{deployment}}]}""")), Text(Read($$"""{"deployments": [{{Without(deployment, member)}}]}""")));
    }

    [Theory]
    [InlineData("gpt", "gpt")]
    [InlineData("openai/*", "*")]
    public void Read_DeploymentWithoutAModel_HasTheRoutesOwnNameOrAStar(string name, string model) =>
        Assert.Equal(model, RouteReader.Read(name, JsonElement.Parse("""{"deployments": [{"provider": "a"}]}""")).Deployments[0].Model);

    [Fact]
    public void Read_TheLeast_LeavesTheOptionsTheirDefaults()
    {
        var route = Read("""{"deployments": [{"provider": "a"}]}""");

        Assert.Equal((null, null, null, null, null, null), (route.Strategy, route.Fallbacks, route.Retries, route.Hedge, route.Breaker, route.Cache));
        Assert.True(route is { Affinity: true, Listed: true, Deployments: [{ Weight: 1, Order: 1, Enabled: true, Rpm: null, Tpm: null, MaxParallelRequests: null }] });
        Assert.Same(TimeLimits.None, route.Limits);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("{}", true)]
    [InlineData("false", false)]
    public void Read_HedgeWithoutATime_IsByTheModelsOwnQuantile(string hedge, bool isOn)
    {
        var policy = Read($$"""{"deployments": [{"provider": "a"}], "hedge": {{hedge}}}""").Hedge;

        Assert.Equal(isOn, policy is { After: null });
    }

    [Theory]
    [InlineData("""{"failures": 9}""", 9, 20)]
    [InlineData("""{"cooldownSeconds": 7}""", 10, 7)]
    [InlineData("{}", 10, 20)]
    public void Read_BreakerInPart_HasTheOptionsForTheRest(string breaker, int failures, double cooldown) => Assert.Equal(
        new BreakerSettings(failures, cooldown),
        Read($$"""{"deployments": [{"provider": "a"}], "breaker": {{breaker}}}""").Breaker!.Or(new RoutingOptions { BreakerFailures = 10, CooldownSeconds = 20 }));

    [Theory]
    [InlineData("true", false)]
    [InlineData("false", true)]
    public void Read_BreakerAsAWord_IsOnOrOff(string breaker, bool isOff) =>
        Assert.Equal(new BreakerSettings(null, null) { IsOff = isOff }, Read($$"""{"deployments": [{"provider": "a"}], "breaker": {{breaker}}}""").Breaker);

    private static RouteDefinition Read(string json) => RouteReader.Read("gpt", JsonElement.Parse(json));

    private static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(static member => member.Name).Order(StringComparer.Ordinal)];

    private static string Text(RouteDefinition route) => JsonSerializer.Serialize(route);

    private static string Without(JsonElement element, string member) =>
        JsonSerializer.Serialize(element.EnumerateObject().Where(other => other.Name != member).ToDictionary(static other => other.Name, static other => other.Value));
}
