using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Tests.Catalog;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.Tests.Routing;

/// <summary>What a pattern makes of the names that clients choose.</summary>
public sealed class PatternFlowTests
{
    [Theory]
    [InlineData("openai/*", "openai/gpt-4o", "openai/*")] // Shipped, and not enabled by itself.
    [InlineData("openai/*", "openai/gpt-5", null)] // Enabled: the provider's own model comes before a pattern.
    [InlineData("openai/*", "openai/gpt-none", "openai/*")]
    [InlineData("gpt-*", "gpt-4o", "gpt-*")]
    [InlineData("*", "gpt-4o", "*")]
    [InlineData("*", "gpt-5", null)] // Somebody serves it.
    [InlineData("nick", "nick", "nick")]
    public void Find_ModelsOfTheShippedCatalog_AreServed(string declared, string name, string? found)
    {
        var model = declared is "nick" ? "gpt-4o" : declared == "gpt-*" ? "gpt-*" : "*";
        var route = Catalog(default, new RouteDefinition(declared, [new("openai", model)])).Find(name)!;

        Assert.Equal(found, route.Definition?.Name);
        Assert.True(Assert.Single(route.Deployments).IsEnabled);
    }

    [Theory]
    [InlineData("openai/*", "openai/gpt-4o")]
    [InlineData("*", "gpt-4o")]
    [InlineData("nick", "nick")]
    public void Find_ModelThatTheOperatorSwitchedOff_IsNot(string declared, string name)
    {
        var off = JsonElement.Parse("""{"models":{"gpt-4o":{"enabled":false}}}""");

        Assert.False(Catalog(off, new RouteDefinition(declared, [new("openai", declared == "nick" ? "gpt-4o" : "*")])).Find(name)!.Deployments[0].IsEnabled);
    }

    [Fact]
    public async Task Send_ManyNames_ShareThePatternsLimit()
    {
        await using var flow = await Flow.StartAsync([new RouteDefinition("x-*", [new("a", "*") { Rpm = 2 }])]);

        Assert.Equal((200, 200, 429), ((await flow.SendAsync("x-one")).Status, (await flow.SendAsync("x-two")).Status, (await flow.SendAsync("x-three")).Status));
        flow.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(200, (await flow.SendAsync("x-four")).Status);
    }

    [Fact]
    public void TryTake_ManyNames_ShareWhatMayBeUnderWay()
    {
        var catalog = new CatalogSnapshot([Snapshots.Named("a", "other")], null, null, [new RouteDefinition("x-*", [new("a", "*") { MaxParallelRequests = 1, Tpm = 100 }])]);
        var (one, two) = (catalog.Find("x-one")!.Deployments[0], catalog.Find("x-two")!.Deployments[0]);

        Assert.True(one.TryTake(0, 10));
        Assert.False(two.HasRoom(0, 10) || two.TryTake(0, 10));
        one.Leave(0, 10, 95);

        Assert.Equal((0, 0, 95L), (one.State.InFlight, two.State.InFlight, two.Tokens.CountAt(0)));
        Assert.False(two.TryTake(0, 10));
        Assert.True(two.TryTake(0, 5));
    }

    [Fact]
    public async Task Send_NameThatNobodyKnows_Is404EachTimeAndOpensNothing()
    {
        var route = new RouteDefinition("y-*", [new("a", "*"), new("b", "*")]) { Strategy = "order", Breaker = new BreakerSettings(1, 5), Fallbacks = ["good"] };
        await using var flow = await Flow.StartAsync([route, Flow.Route("good", "c")]);
        flow.Fails("a", 404);
        flow.Fails("b", 404);
        for (var i = 0; i < 3; i++)
        {
            var told = await flow.SendAsync("y-none");
            Assert.Equal((404, 2), (told.Status, told.Request.Attempts));
        }

        Assert.Equal((3, 3, 0), (flow.Calls("a"), flow.Calls("b"), flow.Calls("c")));
        Assert.All(flow.Find("y-none").Deployments, place => Assert.Equal(BreakerState.Closed, place.State.Breaker.StateAt(RetryFlowTests.Clock(flow))));
    }

    private static CatalogSnapshot Catalog(JsonElement overrides, RouteDefinition route)
    {
        var problems = new List<Problem>();
        var provider = KnownProviderTypes.Find("openai")!.Build(
            new ProviderDefinition("openai", "openai", true, JsonElement.Parse("""{"apiKeySecretName":"KEY"}"""), overrides, DateTimeOffset.UnixEpoch),
            new ProviderContext(static _ => Rig.Secret, new AddressPolicy(new NetworkOptions())),
            problems);
        Assert.Empty(problems);
        return new CatalogSnapshot([provider], "openai", null, [route]);
    }
}
