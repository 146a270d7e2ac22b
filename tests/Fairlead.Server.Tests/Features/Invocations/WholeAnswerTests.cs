using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class WholeAnswerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WholeCompletion_WhereAStreamIsDue_IsTheAnswer(bool canStream)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("one two\nthree"));
        await using var server = await ConnectAsync(upstream, canStream);

        var result = await server.Admin.AnswerAsync("hi");
        var stream = await server.Admin.StreamAsync(InvocationCalls.Body("hi"), "?deltas=true");

        Assert.Equal(("Completed", "one two\nthree"), (result.Text("status"), result.Text("message")));
        Assert.Equal((3, 2), Tokens(result.GetProperty("usage")));
        Assert.Equal(["invocationIdentifier", "execution_delta", "execution", "done"], InvocationCalls.Events(stream).Select(static happened => happened.Name));
        Assert.Equal("one two\nthree", InvocationCalls.DataOf(stream, "execution"));
        Assert.Equal((3, 2), Tokens(JsonElement.Parse(InvocationCalls.DataOf(stream, "done")).GetProperty("usage")));
        Assert.All(upstream.Requests, seen => Assert.Equal(canStream, seen.Json().TryGetProperty("stream", out var streams) && streams.GetBoolean()));
        Assert.All(await server.Admin.RecordsAsync(), static record => Assert.Equal("one two\nthree", record.Text("response")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WholeCompletion_WithoutUsageAndWithUnusualMembers_IsTheAnswer(bool canStream)
    {
        const string Body = """{"choices":[{"message":{"role":"assistant","content":"hello","refusal":null,"reasoning_content":"hm","tool_calls":null},"logprobs":null}]}""";
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(200, "application/json; charset=utf-8", Body));
        await using var server = await ConnectAsync(upstream, canStream);

        var result = await server.Admin.AnswerAsync("hi");

        Assert.Equal("hello", result.Text("message"));
        Assert.True(result.GetProperty("usage").GetProperty("estimated").GetBoolean());
    }

    [Theory]
    [InlineData(true, "{\"choices\":[]}")]
    [InlineData(true, "{\"choices\":[{\"message\":{\"content\":\"half")]
    [InlineData(false, "{\"choices\":[]}")]
    [InlineData(false, "{\"choices\":[{\"message\":{\"content\":\"half")]
    public async Task WholeAnswer_ThatIsNoCompletion_IsAFailure(bool canStream, string body)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(200, "application/json", body));
        await using var server = await ConnectAsync(upstream, canStream);

        var refusal = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", ",\"stream\":false")).RefusedAsync(502, "LLMProviderUpstreamError");

        Assert.Equal("not_openai_shaped", refusal.GetProperty("details").GetProperty("kind").GetString());
        Assert.Equal("Failed", Assert.Single(await server.Admin.RecordsAsync()).Text("status"));
    }

    private static async Task<TestServer> ConnectAsync(ScriptedUpstream upstream, bool canStream)
    {
        var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl, models: [new { name = "claude-sonnet", supportedFeatures = new { streaming = canStream } }]);
        return server;
    }

    private static (int Input, int Output) Tokens(JsonElement usage) => (usage.GetProperty("inputTokens").GetInt32(), usage.GetProperty("outputTokens").GetInt32());
}
