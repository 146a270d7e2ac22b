using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Fairlead.Conformance.Tests.Providers;
using Fairlead.Simulator;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Conformance.Tests.Sessions;

/// <summary>A session of Codex with only its base URL and key changed.</summary>
public sealed class CodexTests(ConnectedServer server)
{
    public static TheoryData<string> Providers => ProviderFixtures.Identifiers;

    public static TheoryData<string> OtherProviders { get; } =
        [.. ProviderFixtures.All.Where(static fixture => fixture.Dialect != UpstreamDialect.OpenAI).Select(static fixture => fixture.Identifier)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Session_WithFunctionsAndPatches_GoesOnOverItsTurns(string provider)
    {
        using var client = server.Plain();

        await HoldAsync(new Codex(client, ProviderFixtures.Of(provider).ClientModel));
    }

    // To OpenAI itself a session passes through, namespaces and all.
    [Theory]
    [MemberData(nameof(OtherProviders))]
    public async Task Session_WithServersOfMcp_CallsTheirTools(string provider)
    {
        using var client = server.Plain();
        var session = new Codex(client, ProviderFixtures.Of(provider).ClientModel, hasServers: true);

        var first = await session.SayAsync("""call:mcp__burp__status{"port":8080}""");
        var second = await session.OutputsAsync(first, "It is up");
        var third = await session.SayAsync("""call:tool_search{"query":"calendar"}""");
        await session.FoundAsync(third);
        var fourth = await session.SayAsync("""call:mcp__calendar__create_event{"title":"Tea"}""");
        var last = await session.OutputsAsync(fourth, "It is planned");

        var status = Assert.Single(first.Calls);
        Assert.Equal(("status", "mcp__burp", """{"port":8080}"""), ((string?)status["name"], (string?)status["namespace"], (string?)status["arguments"]));
        Assert.Contains("It is up", second.Text, StringComparison.Ordinal);
        var search = Assert.Single(third.Searches);
        Assert.Equal(("client", "calendar"), ((string?)search["execution"], (string?)search["arguments"]!["query"]));
        var planned = Assert.Single(fourth.Calls);
        Assert.Equal(("create_event", "mcp__calendar"), ((string?)planned["name"], (string?)planned["namespace"]));
        Assert.Contains("It is planned", last.Text, StringComparison.Ordinal);
    }

    // It refuses a call that comes back without its proof.
    [Fact]
    public async Task Session_WithGemini3_GoesOnOverItsTurns()
    {
        using var client = server.Plain();

        await HoldAsync(new Codex(client, "vertex-gemini/gemini-3-pro-preview"));
    }

    [Fact]
    public async Task Session_WithAServerThatKnowsChatAlone_GoesOnOverItsTurns()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await using var simulator = await SimulatorServer.StartAsync(ProviderFixtures.Upstream, ConnectedServer.Cancelled);
        await using var chatOnly = await ScriptedUpstream.StartAsync(context => ForwardChatAsync(context, http, simulator.BaseAddress));
        chatOnly.ReadsBodies = false;
        await using var own = await TestServer.StartAsync();
        await own.ConnectAsync(chatOnly.BaseUrl, ProviderFixtures.UpstreamKey);
        using var client = own.Client(await own.KeyAsync());

        await HoldAsync(new Codex(client, "claude-sonnet"));

        Assert.Equal(["/v1/responses", "/v1/chat/completions"], chatOnly.Requests.Select(static request => request.Path).Distinct());
        Assert.Single(chatOnly.Requests, static request => request.Path == "/v1/responses");
    }

    private static async Task ForwardChatAsync(HttpContext context, HttpClient http, Uri simulator)
    {
        if (context.Request.Path != "/v1/chat/completions")
        {
            context.Response.StatusCode = 404;
            return;
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator.GetLeftPart(UriPartial.Authority) + context.Request.Path)) { Content = new StreamContent(context.Request.Body) };
        message.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToString());
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType!);
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task HoldAsync(Codex session)
    {
        var first = await session.SayAsync("sim:think=which files are there\n" + """call:shell_command{"command":"ls","workdir":"/work"}""");
        var second = await session.OutputsAsync(first, "a.txt");
        var third = await session.SayAsync("call:apply_patch");
        var fourth = await session.OutputsAsync(third, "Success. Updated the following files:\nA a.txt");
        var last = await session.SayAsync("sim:think=that is all\nsim:reply=All done.");
        var summary = await session.CompactAsync("sim:reply=All of it.");

        var called = Assert.Single(first.Calls);
        Assert.Equal(("function_call", "shell_command", "ls"), ((string?)called["type"], (string?)called["name"], (string?)JsonNode.Parse((string)called["arguments"]!)!["command"]));
        Assert.Contains("a.txt", second.Text, StringComparison.Ordinal);
        var patched = Assert.Single(third.Calls);
        Assert.Equal(("custom_tool_call", "apply_patch"), ((string?)patched["type"], (string?)patched["name"]));
        Assert.NotNull((string?)patched["input"]);
        Assert.Contains("Success", fourth.Text, StringComparison.Ordinal);
        Assert.Equal(("All done.", "All done."), (last.Text, last.Told));
        Assert.Equal("All of it.", summary.Text);
        Assert.All(new[] { first, last }, static turn => Assert.NotEmpty(turn.Reasoning));
    }
}
