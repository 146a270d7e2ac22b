using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Routes;

public sealed class RoutesTests
{
    private const string Both = """{"name":"chat","aliases":["gpt-4"],"strategy":"order","deployments":[{"provider":"us","model":"large"},{"provider":"eu","model":"small"}]}""";

    [Fact]
    public async Task Route_ThatWasMade_IsShownAndServesTheNextRequestByNameAndAlias()
    {
        await using var rig = await RouteRig.StartAsync();

        var made = await rig.SendAsync("POST", "/v1/routes", Both);

        Assert.Equal(201, made.Status);
        var shown = (await rig.SendAsync("GET", "/v1/routes/chat")).Json.GetProperty("result");
        Assert.Equal(made.Json.GetProperty("result").GetRawText(), shown.GetRawText());
        Assert.Equal(("chat", "stored", "order"), (shown.GetProperty("name").GetString(), shown.GetProperty("origin").GetString(), shown.GetProperty("strategy").GetString()));
        Assert.Equal("us", shown.GetProperty("deployments")[0].GetProperty("provider").GetString());
        Assert.Equal(shown.GetProperty("createdAt").GetString(), shown.GetProperty("updatedAt").GetString());
        foreach (var name in (string[])["chat", "gpt-4"])
        {
            Assert.Equal("us/large", RouteRig.DeploymentOf(await rig.AskAsync(name)));
            Assert.Equal("large", RouteRig.AskedModel(rig.Us));
        }
    }

    [Fact]
    public async Task Route_ThatIsReplaced_LeadsElsewhereAtOnce()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(Both);
        await rig.AskAsync("chat");

        var replaced = await rig.SendAsync("PUT", "/v1/routes/chat", """{"deployments":[{"provider":"eu","model":"large"}]}""");

        Assert.Equal(200, replaced.Status);
        Assert.Equal("eu/large", RouteRig.DeploymentOf(await rig.AskAsync("chat")));
        Assert.Equal(404, (await rig.AskAsync("gpt-4")).Status);
        Assert.False(replaced.Json.GetProperty("result").TryGetProperty("strategy", out _));
    }

    [Theory]
    [InlineData("openai/*", "openai%2F*")]
    [InlineData("a/b c", "a/b%20c")]
    [InlineData("explain", "explain")]
    public async Task Route_OfAnyName_IsReachedByItsPath(string name, string path)
    {
        await using var rig = await RouteRig.StartAsync();

        Assert.Equal(201, (await rig.SendAsync("PUT", $"/v1/routes/{path}", """{"deployments":[{"provider":"eu","model":"small"}]}""")).Status);
        Assert.Equal(name, (await rig.SendAsync("GET", $"/v1/routes/{path}")).Json.GetProperty("result").GetProperty("name").GetString());
        Assert.Equal(204, (await rig.SendAsync("DELETE", $"/v1/routes/{path}")).Status);
        var again = await rig.SendAsync("DELETE", $"/v1/routes/{path}");
        Assert.Equal((404, "route_not_found"), (again.Status, again.Error));
    }

    [Fact]
    public async Task Route_ThatIsDeleted_IsGoneForTheNextRequest()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(Both);

        Assert.Equal(204, (await rig.SendAsync("DELETE", "/v1/routes/chat")).Status);

        Assert.Equal(404, (await rig.AskAsync("chat")).Status);
        Assert.Equal(404, (await rig.SendAsync("GET", "/v1/routes/chat")).Status);
        Assert.Empty((await rig.SendAsync("GET", "/v1/routes")).Json.GetProperty("result").EnumerateArray());
    }

    [Fact]
    public async Task Routes_InPages_AreListedByNameOnceEach()
    {
        await using var rig = await RouteRig.StartAsync();
        foreach (var name in (string[])["b", "c", "a"])
        {
            await rig.SendAsync("PUT", $"/v1/routes/{name}", """{"deployments":[{"provider":"eu","model":"small"}]}""");
        }

        var first = (await rig.SendAsync("GET", "/v1/routes?limit=2")).Json;
        var second = (await rig.SendAsync("GET", $"/v1/routes?limit=2&cursor={Uri.EscapeDataString(first.GetProperty("nextCursor").GetString()!)}")).Json;

        Assert.Equal(["a", "b", "c"], first.GetProperty("result").EnumerateArray().Concat(second.GetProperty("result").EnumerateArray()).Select(static route => route.GetProperty("name").GetString()));
        Assert.False(second.TryGetProperty("nextCursor", out _));
    }

    [Fact]
    public async Task PatternRoute_OfAName_AsksTheUpstreamForTheStarsText()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync("""{"name":"openai/*","deployments":[{"provider":"us","model":"vendor-*"}]}""");

        var reply = await rig.AskAsync("openai/gpt-9");

        Assert.Equal((200, "us/vendor-gpt-9"), (reply.Status, RouteRig.DeploymentOf(reply)));
        Assert.Equal("vendor-gpt-9", RouteRig.AskedModel(rig.Us));
    }

    [Fact]
    public async Task ModelList_HasRoutesAndAliasesButNotTheUnlisted()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(Both);
        await rig.RouteAsync("""{"name":"hidden","listed":false,"deployments":[{"provider":"eu","model":"small"}]}""");

        Assert.Equal(["chat", "gpt-4", "small", "large", "us/small", "us/large"], await RouteRig.ListedAsync(rig.Admin));
        Assert.Equal(200, (await rig.AskAsync("hidden")).Status);
    }

    [Fact]
    public async Task Route_WhoseProviderIsDeleted_SaysSoAndServesFromTheOther()
    {
        await using var rig = await RouteRig.StartAsync();
        await rig.RouteAsync(Both);

        Assert.Equal(204, (await rig.SendAsync("DELETE", "/v1/llm-providers/us")).Status);

        Assert.Equal(["us/large"], (await rig.SendAsync("GET", "/v1/routes/chat")).Json.GetProperty("result").GetProperty("absent").EnumerateArray().Select(static name => name.GetString()));
        Assert.Equal("eu/small", RouteRig.DeploymentOf(await rig.AskAsync("chat")));
    }

    [Fact]
    public async Task Route_AfterARestart_IsStillThere()
    {
        var data = Directory.CreateTempSubdirectory("fairlead-test-");
        try
        {
            await using (var before = await TestServer.StartAsync(data: data.FullName))
            {
                await before.ConnectAsync("http://127.0.0.1:1/v1");
                await before.Admin.PostJsonAsync("/v1/routes", new { name = "chat", deployments = new[] { new { provider = "openai-compatible", model = "claude-sonnet" } } });
            }

            await using var after = await TestServer.StartAsync(data: data.FullName);

            Assert.Contains("chat", await RouteRig.ListedAsync(after.Admin));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
