using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class AnswerTests
{
    [Theory]
    [InlineData(401, "application/json", "{}", "auth")]
    [InlineData(404, "application/json", "{}", "not_found")]
    [InlineData(429, "application/json", "{}", "rate_limited")]
    [InlineData(503, "application/json", "{}", "overloaded")]
    [InlineData(500, "text/plain", "boom", "unreachable")]
    [InlineData(400, "application/json", "{}", "bad_request")]
    [InlineData(200, "text/html", "<html>", "not_openai_shaped")]
    [InlineData(200, "application/json", "nonsense", "not_openai_shaped")]
    [InlineData(200, "application/json", "{\"hello\":\"world\"}", "not_openai_shaped")]
    [InlineData(200, "text/event-stream", "data: {\"choices\":[]}\n\n", "cut_off")]
    public async Task Invoke_WhenTheUpstreamFails_Answers502WithItsKind(int status, string type, string body, string kind)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.Says(status, type, body));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        var refusal = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", ",\"stream\":false")).RefusedAsync(502, "LLMProviderUpstreamError");

        Assert.Equal(kind, refusal.GetProperty("details").GetProperty("kind").GetString());
        Assert.Equal("Failed", Assert.Single(await server.Admin.RecordsAsync()).Text("status"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Invoke_OfAModelWithoutTemperature_DropsItAndSaysSo(bool streams)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl, models: [new { name = "claude-sonnet", supportedFeatures = new { temperature = false } }]);

        using var response = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", $",\"temperature\":0.5,\"maxTokens\":7,\"stream\":{(streams ? "true" : "false")}"));
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var sent = Assert.Single(upstream.Requests).Json();
        Assert.False(sent.TryGetProperty("temperature", out _));
        Assert.Equal(7, sent.GetProperty("max_tokens").GetInt32());
        Assert.Equal("temperature", Assert.Single(response.Headers.GetValues("x-fairlead-dropped-params")));
        Assert.Contains("temperature", Assert.Single(await server.Admin.RecordsAsync()).GetProperty("edits").EnumerateArray().Select(static edit => edit.GetString()));
    }

    [Fact]
    public async Task OutputSchema_ThatTheModelNeverSatisfies_IsRepairedOnceAndThenAnError()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("{\"a\":1}"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);
        const string Schema = ",\"stream\":false,\"outputSchema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";

        await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", Schema)).RefusedAsync(502, "StructuredOutputError");

        Assert.Equal(2, upstream.Requests.Count);
        Assert.Contains("a must be a string", upstream.Requests[1].Messages()[^1].Content, StringComparison.Ordinal);
        upstream.Answer = InvocationCalls.Says("```json\n{\"a\":\"x\"}\n```");
        Assert.Equal("{\"a\":\"x\"}", (await server.Admin.AnswerAsync("hi", Schema[",\"stream\":false".Length..])).Text("message"));
    }

    [Theory]
    [InlineData("[]", "outputSchema", "must be an object")]
    [InlineData("{\"type\":\"array\"}", "outputSchema.type", "at the root")]
    [InlineData("{\"type\":\"object\",\"not\":{}}", "outputSchema.not", "is not supported")]
    [InlineData("{\"type\":\"object\",\"$ref\":\"http://169.254.169.254/a\"}", "outputSchema[\"$ref\"]", "")]
    public async Task OutputSchema_ThatIsRefused_IsToldByKeywordBeforeAnyCall(string schema, string path, string says)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("x"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        var refusal = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", $",\"outputSchema\":{schema}")).RefusedAsync(422, "invalid_request");

        refusal.AssertProblem(path, says);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Stream_CutInTheMiddle_EndsWithAnErrorAndDone()
    {
        var stream = ScriptedUpstream.Stream("one two");
        await using var upstream = await ScriptedUpstream.StartAsync(context => Upstreams.SaysAndBreaksAsync(context, stream[..(stream.IndexOf("\n\n", StringComparison.Ordinal) + 2)]));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        var answer = await server.Admin.StreamAsync(InvocationCalls.Body("hi"));

        Assert.Equal(["invocationIdentifier", "error", "done"], InvocationCalls.Events(answer).Select(static happened => happened.Name));
        Assert.Contains("\"kind\":\"cut_off\"", InvocationCalls.DataOf(answer, "error"), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Failed\"", InvocationCalls.DataOf(answer, "done"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task Client_ThatLeaves_EndsTheUpstreamCallAndTheRecord()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(Upstreams.SaysNothingAsync);
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var content = new StringContent(InvocationCalls.Body("hi", ",\"stream\":false"), null, "application/json");
        var calling = server.Admin.PostAsync(new Uri(InvocationCalls.Route, UriKind.Relative), content, leaves.Token);
        var seen = await upstream.NextAsync(TestContext.Current.CancellationToken);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = seen.Aborted.Register(aborted.SetResult);

        await leaves.CancelAsync();

        await aborted.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        var id = Assert.Single(await server.Admin.RecordsAsync()).Text("identifier")!;
        Assert.Equal("Failed", (await server.Admin.EndAsync(id)).Text("status"));
    }

    [Fact(Timeout = 20_000)]
    public async Task Client_ThatLeavesAStream_EndsTheUpstreamCallAndTheRecord()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context => Upstreams.SaysAndHoldsAsync(
            context, "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hel\"},\"finish_reason\":null}]}\n\n"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{InvocationCalls.Route}?deltas=true") { Content = new StringContent(InvocationCalls.Body("hi"), null, "application/json") };
        var response = await server.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("execution_delta", StringComparison.Ordinal))
        {
        }

        var seen = upstream.Requests[^1];
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = seen.Aborted.Register(aborted.SetResult);
        response.Dispose();

        await aborted.Task.WaitAsync(TestContext.Current.CancellationToken);
        var id = Assert.Single(await server.Admin.RecordsAsync()).Text("identifier")!;
        Assert.Equal("Failed", (await server.Admin.EndAsync(id)).Text("status"));
    }

    [Fact]
    public async Task List_ByLabel_TellsCaseAndWildcardsApart()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);
        await server.Admin.AnswerAsync("first", ",\"labels\":{\"env\":\"Prod\"}");
        await server.Admin.AnswerAsync("second", ",\"labels\":{\"env\":\"prod\"}");

        var found = await server.Admin.RecordsAsync("?label=env%3Dprod");

        Assert.Equal(["second"], found.Select(static record => record.Text("prompt")));
        Assert.Empty(await server.Admin.RecordsAsync("?label=env%3Dpro_"));
    }

    [Fact]
    public async Task Continuation_SendsTheHistoryAndStaysItsOwnersAlone()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("answer"));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);
        var owner = await server.ClientOfAsync("Member");
        var other = await server.ClientOfAsync("Member");
        var first = (await owner.AnswerAsync("first", ",\"systemPrompt\":\"be brief\"")).Text("invocationIdentifier");

        await owner.AnswerAsync("second", query: $"?invocation_identifier={first}");

        Assert.Equal([("system", "be brief"), ("user", "first"), ("assistant", "answer"), ("user", "second")], upstream.Requests[^1].Messages());
        Assert.Equal((first, first), ((await owner.RecordsAsync())[0].Text("continues"), (await owner.RecordsAsync())[0].Text("conversationId")));
        Assert.Empty(await other.RecordsAsync());
        await other.PostTextAsync($"{InvocationCalls.Route}?invocation_identifier={first}", InvocationCalls.Body("mine")).RefusedAsync(404, "invocation_not_found");
        await other.SendTextAsync("GET", $"{InvocationCalls.Route}/{first}").RefusedAsync(404, "invocation_not_found");
    }
}
