using System.Text.Json;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Tests.Catalog;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class RouteTableTests
{
    private const string Address = "http://127.0.0.1:1/v1";

    [Theory]
    [InlineData("declared", "declared b/x")] // A declared name comes before another route's alias,
    [InlineData("nick", "other b/y")]
    [InlineData("plain", "declared-over b/x")] // an alias before the default provider's model,
    [InlineData("a-only", "a/a-only a/a-only")] // that before provider/model,
    [InlineData("b/x", "a/b/x a/b/x")]
    [InlineData("b/y", "b/y b/y")] // that before a pattern,
    [InlineData("a/plain", "a/plain a/plain")]
    [InlineData("b/ft-z", "b/ft-z b/deep-z")] // the pattern that says more before one that says less,
    [InlineData("b/z", "b/z b/pattern-z")]
    [InlineData("c/z", "c/z b/any-c/z")] // and the pattern of a star alone after all.
    public void Find_Name_MeansTheFirstInOrder(string name, string found)
    {
        var catalog = Catalog(
            new("declared", [new("b", "x")]),
            new("other", [new("b", "y")]) { Aliases = ["declared", "nick"] },
            new("declared-over", [new("b", "x")]) { Aliases = ["plain"] },
            new("*", [new("b", "any-*")]),
            new("b/*", [new("b", "pattern-*")]),
            new("b/ft-*", [new("b", "deep-*")]));

        var route = catalog.Find(name)!;

        Assert.Equal(found, $"{route.Name} {route.Deployments[0].Deployment.FullName}");
    }

    [Fact]
    public void Find_PatternsName_IsOneRouteEachTime()
    {
        var catalog = Catalog(new RouteDefinition("b/*", [new("b", "*")]));

        Assert.Same(catalog.Find("b/new"), catalog.Find("b/new"));
        Assert.Same(catalog.Find("b/new")!.State, catalog.Find("b/newer")!.State);
        Assert.Null(catalog.Find("b/"));
    }

    [Fact]
    public void Find_MorePatternsNamesThanAreRemembered_AreRememberedStill()
    {
        var catalog = Catalog(new RouteDefinition("b/*", [new("b", "*")]));
        for (var i = 0; i < 4_100; i++)
        {
            _ = catalog.Find($"b/{i}");
        }

        Assert.Same(catalog.Find("b/later"), catalog.Find("b/later"));
    }

    [Fact]
    public void Bind_WhatIsNotThere_IsAbsent()
    {
        var route = Catalog(new RouteDefinition("gpt", [new("gone", "m"), new("a", "gone"), new("a", "plain")])).Find("gpt")!;

        Assert.Equal(["a/plain"], route.Deployments.Select(static place => place.Deployment.FullName));
        Assert.Equal(["gone/m", "a/gone"], route.Absent.Select(static absent => $"{absent.Provider}/{absent.Model}"));
    }

    [Fact]
    public void Listed_AreRoutesWithTheirAliasesButForThoseUnlistedOrServedByNone()
    {
        var catalog = Catalog(
            new("gpt", [new("a", "plain")]) { Aliases = ["gpt-alias"] }, new("secret", [new("a", "plain")]) { Listed = false }, new("off", [new("a", "plain") { Enabled = false }]), new("a/*", [new("a", "*")]));

        Assert.Equal(["gpt", "gpt-alias"], catalog.Routes.Listed.Select(static model => model.Name));
    }

    [Fact]
    public void Replace_SameDeployments_KeepWhatIsGoingOn()
    {
        RouteDefinition[] routes = [new("gpt", [new("a", "plain") { Rpm = 5 }, new("a", "plain") { Rpm = 9 }]), new("x/*", [new("b", "*") { Rpm = 5 }])];
        var (before, after) = Reload(Provider(), Provider(), routes, routes);

        Assert.Same(before.Find("gpt")!.State, after.Find("gpt")!.State);
        Assert.Same(before.Find("a/plain")!.State, after.Find("a/plain")!.State);
        Assert.Same(before.Find("gpt")!.Deployments[0].State, after.Find("gpt")!.Deployments[0].State);
        Assert.Same(before.Find("gpt")!.Deployments[0].Requests, after.Find("gpt")!.Deployments[0].Requests);
        Assert.Same(before.Find("gpt")!.Deployments[1].Requests, after.Find("gpt")!.Deployments[1].Requests);
        Assert.NotSame(after.Find("gpt")!.Deployments[0].Requests, after.Find("gpt")!.Deployments[1].Requests);
    }

    [Fact]
    public void Replace_PatternsDeployments_KeepWhatIsGoingOn()
    {
        RouteDefinition[] routes = [new("x/*", [new("b", "*") { Rpm = 5 }])];
        var (before, after) = Reload(Provider(), Provider(), routes, [.. routes, new RouteDefinition("*", [new("b", "*")])]);

        Assert.Same(before.Find("x/new")!.State, after.Find("x/new")!.State);
        Assert.Same(before.Find("x/new")!.Deployments[0].State, after.Find("x/new")!.Deployments[0].State);
        Assert.Same(before.Find("x/new")!.Deployments[0].Requests, after.Find("x/new")!.Deployments[0].Requests);
    }

    public static TheoryData<string> Changes => ["address", "secret", "headers"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Replace_ChangedDeployments_BeginAnew(string change)
    {
        RouteDefinition[] routes = [new("gpt", [new("a", "plain") { Rpm = 5 }]), new("x/*", [new("a", "*")])];
        var changed = change switch
        {
            "address" => Provider("http://127.0.0.1:2/v1"),
            "secret" => Provider(secret: "another-secret"),
            _ => Provider(header: "other"),
        };
        var (before, after) = Reload(Provider(), changed, routes, routes);

        Assert.NotSame(before.Find("gpt")!.Deployments[0].State, after.Find("gpt")!.Deployments[0].State);
        Assert.NotSame(before.Find("gpt")!.Deployments[0].Requests, after.Find("gpt")!.Deployments[0].Requests);
        Assert.NotSame(before.Find("x/new")!.Deployments[0].State, after.Find("x/new")!.Deployments[0].State);
    }

    [Fact]
    public void Replace_BreakerOpen_StaysOpen()
    {
        RouteDefinition[] routes = [new("gpt", [new("a", "plain")])];
        var catalog = new ModelCatalog();
        catalog.Replace(new CatalogSnapshot([Provider()], "a", null, routes));
        var place = catalog.Current.Find("gpt")!.Deployments[0];
        place.State.Enter();
        place.State.Breaker.Fail(FailureKind.RateLimited, TimeSpan.FromSeconds(5), new BreakerSettings(3, 5), 1_000, isProbe: false);
        catalog.Replace(new CatalogSnapshot([Provider()], "a", null, routes));

        var state = catalog.Current.Find("gpt")!.Deployments[0].State;
        Assert.Equal((1, BreakerState.Open), (state.InFlight, state.Breaker.StateAt(1_000)));
    }

    private static CatalogSnapshot Catalog(params RouteDefinition[] routes) =>
        new([Snapshots.Named("a", "plain", "a-only", "b/x"), Snapshots.Named("b", "x", "y")], "a", null, routes);

    private static (CatalogSnapshot Before, CatalogSnapshot After) Reload(ProviderSnapshot one, ProviderSnapshot other, RouteDefinition[] routes, RouteDefinition[] later)
    {
        var catalog = new ModelCatalog();
        var before = new CatalogSnapshot([one, Snapshots.Named("b", "x")], "a", null, routes);
        catalog.Replace(before);
        _ = before.Find("x/new");
        var after = new CatalogSnapshot([other, Snapshots.Named("b", "x")], "a", null, later);
        catalog.Replace(after);
        return (before, after);
    }

    private static ProviderSnapshot Provider(string baseUrl = Address, string secret = Rig.Secret, string header = "one")
    {
        var config = JsonSerializer.SerializeToElement(new { baseUrl, apiKeySecretName = "KEY", customHeaders = new Dictionary<string, string> { ["x-mine"] = header }, models = new[] { new { name = "plain" } } });
        var problems = new List<Problem>();
        var provider = KnownProviderTypes.Find("openai-compatible")!.Build(
            new ProviderDefinition("a", "openai-compatible", true, config, default, DateTimeOffset.UnixEpoch), new ProviderContext(_ => secret, new AddressPolicy(new NetworkOptions())), problems);
        Assert.Empty(problems);
        return provider;
    }
}
