using System.Text.Json;
using Dapper;
using Fairlead.Server.Platform.Storage;
using Fairlead.Server.Tests.Features.Agents;
using Fairlead.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class AgentInvokeTests
{
    private const string Route = "/v1/agent/triage/invoke";

    [Fact(Timeout = 20_000)]
    public async Task Invoke_Plain_Answers202AndEndsInTheBackground()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("sorted"));
        await using var server = await StartAsync(upstream);

        var reply = await server.Admin.SendAsync("POST", Route, new { prompt = "sort" });

        var id = reply.Json.GetProperty("invocation").GetProperty("identifier").GetString()!;
        var end = await server.Admin.EndAsync(id);
        Assert.Equal((202, $$$"""{"ok":true,"invocation":{"identifier":"{{{id}}}"}}"""), (reply.Status, reply.Text));
        Assert.Equal(("Completed", "sorted", "triage", id), (end.Text("status"), end.Text("message"), end.Text("selectedAgent"), end.Text("invocationIdentifier")));
        Assert.Equal([("system", "You are triage."), ("user", "sort")], Assert.Single(upstream.Requests).Messages());
    }

    [Fact(Timeout = 20_000)]
    public async Task Invoke_PlainAndFailing_EndsFailedWithPortsErrorName()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(401, "application/json", "{}"));
        await using var server = await StartAsync(upstream);

        var end = await server.Admin.EndAsync(await BeginAsync(server));

        Assert.Equal(("Failed", "internal_error"), (end.Text("status"), end.Text("error")));
        Assert.False(string.IsNullOrEmpty(end.Text("message")));
    }

    [Theory]
    [InlineData("?stream=true", "application/json", true)]
    [InlineData("", "text/event-stream", true)]
    [InlineData("", "application/json, text/event-stream", true)]
    [InlineData("?stream=false", "text/event-stream", false)]
    [InlineData("", "application/json", false)]
    public async Task Invoke_StreamsWhenAskedTo(string query, string accept, bool streams)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("sorted"));
        await using var server = await StartAsync(upstream);

        var reply = await server.Admin.SendContentAsync("POST", Route + query, new StringContent(InvocationCalls.Body("sort"), null, "application/json"), ("Accept", accept));

        Assert.Equal(streams ? 200 : 202, reply.Status);
        Assert.Equal(streams ? ["invocationIdentifier", "execution", "done"] : [], streams ? InvocationCalls.Events(reply.Text).Select(static happened => happened.Name) : []);
        Assert.Equal(streams, reply.Text.Contains("data: sorted\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("resting")]
    [InlineData("nobody")]
    public async Task Invoke_OfAnInactiveOrUnknownAgent_Answers404BeforeAnyCall(string agent)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("sorted"));
        await using var server = await StartAsync(upstream);
        await server.CreateAgentAsync("resting", ",\"status\":\"inactive\"");

        var plain = await server.Admin.PostTextAsync($"/v1/agent/{agent}/invoke", InvocationCalls.Body("sort")).RefusedAsync(404, "AgentNotFoundError");
        await server.Admin.PostTextAsync($"/v1/agent/{agent}/invoke?stream=true", InvocationCalls.Body("sort")).RefusedAsync(404, "AgentNotFoundError");

        Assert.Contains($"'{agent}'", plain.Message(), StringComparison.Ordinal);
        Assert.Empty(upstream.Requests);
        Assert.Empty(await server.Admin.RecordsAsync());
    }

    [Theory]
    [InlineData("""{"blueprintIdentifier":"service","entityIdentifier":"api"}""")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public async Task Invoke_WithContext_IgnoresIt(string context)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("sorted"));
        await using var server = await StartAsync(upstream);

        var stream = await server.Admin.StreamAsync(InvocationCalls.Body("sort", $",\"context\":{context}"), "?stream=true", Route);

        Assert.Equal("sorted", InvocationCalls.DataOf(stream, "execution"));
        Assert.DoesNotContain("entityIdentifier", Assert.Single(upstream.Requests).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",\"colour\":1", "colour")]
    [InlineData(",\"systemPrompt\":\"x\"", "systemPrompt")]
    [InlineData(",\"stream\":true", "stream")]
    [InlineData(",\"Context\":{}", "Context")]
    public async Task Invoke_WithAnUnknownField_Answers422WithItsName(string more, string name)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("sorted"));
        await using var server = await StartAsync(upstream);

        var refusal = await server.Admin.PostTextAsync(Route, InvocationCalls.Body("sort", more)).RefusedAsync(422, "invalid_request");

        Assert.Equal([name], refusal.Problems().Select(static problem => problem.Path));
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Invoke_WithLabels_AddsThemToTheAgentsAndOverridesThem()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("sorted"));
        await using var server = await StartAsync(upstream, ",\"labels\":{\"team\":\"sre\",\"env\":\"test\"}");

        await server.Admin.StreamAsync(InvocationCalls.Body("sort", ",\"labels\":{\"env\":\"prod\",\"run\":\"7\"}"), "?stream=true", Route);

        Assert.Equal(
            new Dictionary<string, string> { ["team"] = "sre", ["env"] = "prod", ["run"] = "7" },
            Assert.Single(await server.Admin.RecordsAsync()).GetProperty("labels").Deserialize<Dictionary<string, string>>());
    }

    [Fact(Timeout = 20_000)]
    public async Task Invoke_BeyondTheBackgroundBound_Answers429UntilAPlaceIsFree()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await ScriptedUpstream.StartAsync(async context =>
        {
            await released.Task;
            await InvocationCalls.Says("sorted")(context);
        });
        await using var server = await StartAsync(upstream, maxBackgroundRuns: 1);
        var first = await BeginAsync(server);

        var refused = await server.Admin.SendAsync("POST", Route, new { prompt = "sort" });
        released.SetResult();

        Assert.Equal((429, "RATE_LIMIT_ERROR"), (refused.Status, refused.Error));
        Assert.Equal(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, refused.Json.GetProperty("details").GetProperty("retryAfter").GetDouble());
        Assert.Equal("Completed", (await server.Admin.EndAsync(first)).Text("status"));
        await TakesARunAgainAsync(server);
        Assert.Equal(2, (await server.Admin.RecordsAsync()).Count);
    }

    [Fact(Timeout = 20_000)]
    public async Task Invoke_ThatIsRefused_GivesItsPlaceBack()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("sorted"));
        await using var server = await StartAsync(upstream, maxBackgroundRuns: 1);

        await server.Admin.PostTextAsync("/v1/agent/nobody/invoke", InvocationCalls.Body("sort")).RefusedAsync(404, "AgentNotFoundError");

        Assert.Equal("Completed", (await server.Admin.EndAsync(await BeginAsync(server))).Text("status"));
    }

    [Fact(Timeout = 20_000)]
    public async Task Invoke_ThatBreaksBeforeItsRun_GivesItsPlaceBack()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("sorted"));
        await using var server = await StartAsync(upstream, maxBackgroundRuns: 1);
        using var store = server.Services.GetRequiredService<Database>().Open();

        store.Execute("ALTER TABLE invocations RENAME TO elsewhere");
        await server.Admin.PostTextAsync(Route, InvocationCalls.Body("sort")).RefusedAsync(500, "internal_error");
        store.Execute("ALTER TABLE elsewhere RENAME TO invocations");

        Assert.Equal("Completed", (await server.Admin.EndAsync(await BeginAsync(server))).Text("status"));
    }

    private static async Task<TestServer> StartAsync(ScriptedUpstream upstream, string properties = "", int maxBackgroundRuns = 64)
    {
        var server = await TestServer.StartAsync(settings => settings with { Overrides = new Dictionary<string, string?> { ["Invocations:MaxBackgroundRuns"] = $"{maxBackgroundRuns}" } });
        await server.ConnectAsync(upstream.BaseUrl);
        await server.CreateAgentAsync("triage", properties);
        return server;
    }

    private static async Task<string> BeginAsync(TestServer server) =>
        (await server.Admin.PostJsonAsync(Route, new { prompt = "sort" })).GetProperty("invocation").GetProperty("identifier").GetString()!;

    // A run's record is complete a moment before its place is free.
    private static Task TakesARunAgainAsync(TestServer server) =>
        Eventually.IsTrueAsync(async () => (await server.Admin.SendAsync("POST", Route, new { prompt = "sort" })).Status == 202, "the place is free again");
}
