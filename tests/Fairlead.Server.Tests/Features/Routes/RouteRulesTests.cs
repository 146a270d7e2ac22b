namespace Fairlead.Server.Tests.Features.Routes;

public sealed class RouteRulesTests
{
    private const string One = """{"name":"taken","aliases":["other"],"deployments":[{"provider":"eu","model":"small"}]}""";

    [Fact]
    public async Task Route_WithSeveralProblems_IsRefusedWithAllOfThem()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(One);

        var reply = await rig.SendAsync("POST", "/v1/routes", """
            {"name":"chat","deployments":[{"provider":"eux","model":"small"},{"provider":"eu","model":"smal"},{"provider":"us"}],
             "aliases":["taken","other","chat","x*"],"fallbacks":["larg","chat"],"contextWindowFallbacks":["nothing"]}
            """);

        Assert.Equal((422, "invalid_request"), (reply.Status, reply.Error));
        Assert.Equal(
            ["deployments[0].provider", "deployments[1].model", "deployments[2].model", "aliases[0]", "aliases[1]", "aliases[2]", "aliases[3]", "fallbacks[0]", "fallbacks[1]", "contextWindowFallbacks[0]"],
            reply.ProblemPaths);
        reply.Json.AssertProblem("deployments[1].model", "did you mean 'small'?");
        reply.Json.AssertProblem("fallbacks[0]", "did you mean 'large'?");
        reply.Json.AssertProblem("fallbacks[1]", "is the route itself");
        Assert.Equal(404, (await rig.AskAsync("chat")).Status);
    }

    [Theory]
    [InlineData("""{"name":"c","deployments":[]}""", "deployments")]
    [InlineData("""{"name":"c"}""", "deployments")]
    [InlineData("""{"deployments":[{"provider":"eu","model":"small"}]}""", "name")]
    [InlineData("""{"name":"c","deployments":[{"provider":"eu","model":"small"}],"stratgy":"order"}""", "stratgy")]
    [InlineData("""{"name":"/c","deployments":[{"provider":"eu","model":"small"}]}""", "name")]
    [InlineData("""{"name":"c/","deployments":[{"provider":"eu","model":"small"}]}""", "name")]
    [InlineData("""{"name":"c\n","deployments":[{"provider":"eu","model":"small"}]}""", "name")]
    [InlineData("""{"name":"other","deployments":[{"provider":"eu","model":"small"}]}""", "name")]
    [InlineData("""{"name":"c/*","aliases":["d"],"deployments":[{"provider":"eu"}]}""", "aliases[0]")]
    public async Task Route_WithAProblem_IsRefusedAtItsPath(string json, string path)
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(One);

        var reply = await rig.SendAsync("POST", "/v1/routes", json);

        Assert.Equal((422, "invalid_request"), (reply.Status, reply.Error));
        Assert.Equal([path], reply.ProblemPaths);
    }

    [Fact]
    public async Task Route_OfMoreThan64Deployments_IsRefused()
    {
        await using var rig = await RouteRig.StartAsync();
        var deployments = string.Join(',', Enumerable.Repeat("""{"provider":"eu","model":"small"}""", 65));

        var reply = await rig.SendAsync("POST", "/v1/routes", $$"""{"name":"c","deployments":[{{deployments}}]}""");

        Assert.Equal(["deployments"], reply.ProblemPaths);
    }

    [Fact]
    public async Task Route_OfANameThatIsThere_IsNotMadeAgain()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(One);

        var reply = await rig.SendAsync("POST", "/v1/routes", One);

        Assert.Equal((409, "conflict"), (reply.Status, reply.Error));
    }

    [Theory]
    [InlineData("/v1/routes/c", """{"name":"d","deployments":[{"provider":"eu","model":"small"}]}""")]
    [InlineData("/v1/routes/c/", """{"deployments":[{"provider":"eu","model":"small"}]}""")]
    public async Task Replacement_OfAnotherOrAnImpossibleName_IsRefused(string path, string json)
    {
        await using var rig = await RouteRig.StartAsync();

        Assert.Equal(["name"], (await rig.SendAsync("PUT", path, json)).ProblemPaths);
    }

    [Fact]
    public async Task Replacement_OfARoute_MayKeepItsOwnAliases()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(One);

        Assert.Equal(200, (await rig.SendAsync("PUT", "/v1/routes/taken", One)).Status);
    }

    [Fact]
    public async Task Fallback_ToARouteOrAnAlias_IsTaken()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(One);

        await rig.RouteAsync("""{"name":"c","fallbacks":["taken","other","large","us/large"],"deployments":[{"provider":"eu","model":"small"}]}""");
    }
}
