using System.Net;
using Fairlead.Conformance.Tests.Providers;

namespace Fairlead.Conformance.Tests.Sessions;

/// <summary>A session of Claude Code with only its base URL and key changed.</summary>
public sealed class ClaudeCodeTests(ConnectedServer server)
{
    private const string Adaptive = """{"type":"adaptive"}""";

    // What a vendor that takes 64 characters knows the tool by; it must not change, or prompt caches are lost with an update of the gateway.
    private const string ShortName = "mcp__plugin_atlassian_enterprise_cloud_connector__getTr_8044b329";
    private const string Budget = """{"type":"enabled","budget_tokens":31999}""";

    public static TheoryData<string, string> Sessions { get; } =
        new(ProviderFixtures.All.SelectMany(static fixture => new[] { (fixture.Identifier, Adaptive), (fixture.Identifier, Budget) }));

    [Theory]
    [MemberData(nameof(Sessions))]
    public Task Session_WithThinkingAndTools_GoesOnOverItsTurns(string provider, string thinking)
    {
        var fixture = ProviderFixtures.Of(provider);
        return HoldAsync(fixture.ClientModel, thinking, fixture.Dialect == UpstreamDialect.Messages ? ClaudeCode.LongName : ShortName);
    }

    // It refuses a call that comes back without its proof.
    [Fact]
    public Task Session_WithGemini3_GoesOnOverItsTurns() => HoldAsync("vertex-gemini/gemini-3-pro-preview", Adaptive, ShortName);

    [Fact]
    public async Task Probes_AreAnswered()
    {
        using var client = server.Plain();

        using var head = new HttpRequestMessage(HttpMethod.Head, new Uri("/", UriKind.Relative));
        using var root = await client.SendAsync(head, ConnectedServer.Cancelled);
        using var models = await client.GetAsync(new Uri("/v1/models?limit=1000", UriKind.Relative), ConnectedServer.Cancelled);

        Assert.True(root.StatusCode < HttpStatusCode.InternalServerError);
        Assert.Equal(HttpStatusCode.OK, models.StatusCode);
    }

    private async Task HoldAsync(string model, string thinking, string nameOfLongTool)
    {
        using var client = server.Plain();
        var session = new ClaudeCode(client, model, thinking);

        var first = await session.SayAsync("sim:think=which files are there\n" + """call:Bash{"command":"ls","description":"Lists"}""");
        var second = await session.ResultsAsync(first, "a.txt\nb.txt");
        var third = await session.SayAsync("sim:think=both of them\n" + """call:Read{"file_path":"/a.txt"} call:Read{"file_path":"/b.txt"}""");
        var fourth = await session.ResultsAsync(third, "ahoy");
        var fifth = await session.SayAsync("call:" + nameOfLongTool + """{"issue":"A-1"}""");
        await session.ResultsAsync(fifth, "Done, Won't do");
        var last = await session.SayAsync("sim:think=that is all\nsim:reply=All done.");

        Assert.Equal(("tool_use", "which files are there", "ls"), (first.StopReason, first.Thinking, (string?)Assert.Single(first.Tools)["input"]!["command"]));
        Assert.Equal(("end_turn", true), (second.StopReason, second.Text.Contains("a.txt", StringComparison.Ordinal)));
        Assert.Equal(["/a.txt", "/b.txt"], third.Tools.Select(static use => (string?)use["input"]!["file_path"]));
        Assert.Equal(2, third.Tools.Select(static use => (string?)use["id"]).Distinct().Count());
        Assert.Contains("ahoy", fourth.Text, StringComparison.Ordinal);
        Assert.Equal((ClaudeCode.LongName, "A-1"), ((string?)Assert.Single(fifth.Tools)["name"], (string?)fifth.Tools[0]["input"]!["issue"]));
        Assert.Equal(("end_turn", "that is all", "All done.", model), (last.StopReason, last.Thinking, last.Text, last.Model));
        Assert.True(await session.CountAsync() > 50);
    }
}
