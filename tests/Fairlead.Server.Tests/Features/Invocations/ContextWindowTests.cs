using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class ContextWindowTests
{
    // One word is one token of the vocabulary, and five bytes.
    private const int Window = 1000;

    [Fact]
    public async Task Prompt_ThatCannotFit_IsRefusedBeforeAnyCallInEitherForm()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await ConnectAsync(upstream);
        var prompt = Words(Window + 1);

        var streamed = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body(prompt)).RefusedAsync(400, "ContextWindowExceededError");
        await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body(prompt, ",\"stream\":false")).RefusedAsync(400, "ContextWindowExceededError");

        Assert.Contains("claude-sonnet", streamed.Message(), StringComparison.Ordinal);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Prompt_OfMoreBytesThanTheWindowHasTokens_IsSentWhenItFits()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await ConnectAsync(upstream);
        var prompt = Words(Window - 20);

        var result = await server.Admin.AnswerAsync(prompt);
        await server.Admin.StreamAsync(InvocationCalls.Body(prompt));

        Assert.True(prompt.Length > Window * 3);
        Assert.Equal("ok", result.Text("message"));
        Assert.Equal([prompt, prompt], upstream.Requests.Select(static seen => Assert.Single(seen.Messages()).Content));
    }

    [Theory]
    [InlineData("systemPrompt")]
    [InlineData("history")]
    public async Task Conversation_WhosePartsFitButNotTogether_IsRefused(string part)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await ConnectAsync(upstream);
        var half = Words((Window / 2) + 1);
        var query = part == "history" ? $"?invocation_identifier={(await server.Admin.AnswerAsync(half)).Text("invocationIdentifier")}" : "";
        var more = part == "history" ? "" : $",\"systemPrompt\":\"{half}\"";
        var calls = upstream.Requests.Count;

        await server.Admin.PostTextAsync(InvocationCalls.Route + query, InvocationCalls.Body(half, more)).RefusedAsync(400, "ContextWindowExceededError");

        Assert.Equal(calls, upstream.Requests.Count);
    }

    [Fact]
    public async Task Upstream_ThatFindsThePromptTooLong_IsToldAsTheSameError()
    {
        const string Body = """{"error":{"message":"This model's maximum context length is 10 tokens.","type":"invalid_request_error","code":"context_length_exceeded"}}""";
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(400, "application/json", Body));
        await using var server = await ConnectAsync(upstream);

        await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", ",\"stream\":false")).RefusedAsync(400, "ContextWindowExceededError");

        Assert.Equal("Failed", Assert.Single(await server.Admin.RecordsAsync()).Text("status"));
    }

    private static string Words(int count) => string.Concat(Enumerable.Repeat(" word", count));

    private static async Task<TestServer> ConnectAsync(ScriptedUpstream upstream)
    {
        var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl, models: [new { name = "claude-sonnet", contextWindow = Window }]);
        return server;
    }
}
