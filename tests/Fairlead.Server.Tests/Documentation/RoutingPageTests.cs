using Fairlead.Server.Tests.Features.Routes;

namespace Fairlead.Server.Tests.Documentation;

public sealed class RoutingPageTests
{
    private const string Page = "docs/routing.md";

    [Fact]
    public async Task RoutingPage_Route_IsTakenAsItIs()
    {
        await using var rig = await RouteRig.StartAsync();

        await rig.RouteAsync(Assert.Single(ExamplesTests.Blocks(Page, "json")));

        Assert.Equal(200, (await rig.AskAsync("gpt-4o")).Status);
    }

    [Fact]
    public async Task RoutingPage_Commands_WorkAsTyped()
    {
        await using var rig = await RouteRig.StartAsync();
        var folder = Directory.CreateTempSubdirectory("fairlead-test-");
        var token = rig.Admin.DefaultRequestHeaders.Authorization!.Parameter;
        var script = string.Join('\n', ExamplesTests.Blocks(Page, "bash"));

        var output = await ExamplesTests.BashAsync($"set -e\ncd {folder.FullName}\nexport FAIRLEAD={rig.Server.BaseAddress.AbsoluteUri.TrimEnd('/')} TOKEN={token}\n{script}");

        folder.Delete(recursive: true);
        Assert.Contains("\"resolution\":\"pattern\"", output, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"completed\"", output, StringComparison.Ordinal);
        Assert.Contains("\"models\":[\"chat\",\"team/*\",\"staff\"]", output, StringComparison.Ordinal);
    }
}
