using System.Diagnostics;
using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class StructuredOutputTests
{
    private const string Strict = """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""";
    private const string Loose = """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""";

    [Theory]
    [InlineData(Strict, true)]
    [InlineData(Loose, false)]
    public async Task NativeSchema_IsStrictOnlyInTheStrictSubset(string schema, bool strict)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("""{"a":"x"}"""));
        await using var server = await ConnectAsync(upstream, native: true);

        var result = await server.Admin.AnswerAsync("hi", More(schema));

        var format = Assert.Single(upstream.Requests).Json().GetProperty("response_format");
        Assert.Equal("json_schema", format.Text("type"));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(schema), format.GetProperty("json_schema").GetProperty("schema")));
        Assert.Equal(strict, format.GetProperty("json_schema").TryGetProperty("strict", out var sent) && sent.GetBoolean());
        Assert.Equal([("user", "hi")], upstream.Requests[0].Messages());
        Assert.Equal("""{"a":"x"}""", result.Text("message"));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task GuidedSchema_GoesIntoThePromptAlone(bool native, bool responseFormat)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("""{"a":"x"}"""));
        await using var server = await ConnectAsync(upstream, native, responseFormat);

        await server.Admin.AnswerAsync("hi", More(Strict) + ",\"systemPrompt\":\"be brief\"");

        var seen = Assert.Single(upstream.Requests);
        Assert.False(seen.Json().TryGetProperty("response_format", out _));
        Assert.Equal(["system", "user"], seen.Messages().Select(static message => message.Role));
        Assert.StartsWith("be brief\n\n", seen.Messages()[0].Content, StringComparison.Ordinal);
        Assert.Contains(Strict, seen.Messages()[0].Content, StringComparison.Ordinal);
        Assert.Equal("hi", seen.Messages()[1].Content);
    }

    [Theory]
    [InlineData("{\"a\":\"x\"}")]
    [InlineData("\n  {\"a\":\"x\"}\n")]
    [InlineData("```\n{\"a\":\"x\"}\n```")]
    [InlineData("```json\r\n{\"a\":\"x\"}\r\n```\n")]
    public async Task Answer_FencedOrNot_IsTheJsonAlone(string answer)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says(answer));
        await using var server = await ConnectAsync(upstream);

        var stream = await server.Admin.StreamAsync(InvocationCalls.Body("hi", More(Strict)));

        Assert.Equal("""{"a":"x"}""", InvocationCalls.DataOf(stream, "execution"));
        Assert.Equal("""{"a":"x"}""", Assert.Single(await server.Admin.RecordsAsync()).Text("response"));
        Assert.Single(upstream.Requests);
    }

    [Theory]
    [InlineData("sorry", "the answer is not JSON")]
    [InlineData("""{"a":1}""", "a must be a string")]
    [InlineData("{}", "a is required")]
    public async Task Answer_ThatDoesNotDo_IsRepairedInOneTurnThatTellsTheProblem(string answer, string problem)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says(answer));
        upstream.Answer = context => InvocationCalls.Says(upstream.Requests.Count == 1 ? answer : """{"a":"x"}""")(context);
        await using var server = await ConnectAsync(upstream);

        var stream = await server.Admin.StreamAsync(InvocationCalls.Body("hi", More(Strict)));

        Assert.Equal("""{"a":"x"}""", InvocationCalls.DataOf(stream, "execution"));
        Assert.Equal(2, upstream.Requests.Count);
        Assert.Equal(["system", "user", "assistant", "user"], upstream.Requests[1].Messages().Select(static message => message.Role));
        Assert.Equal(answer, upstream.Requests[1].Messages()[2].Content);
        Assert.Contains(problem, upstream.Requests[1].Messages()[3].Content, StringComparison.Ordinal);
        Assert.Equal((6, 4), UsageOf(JsonElement.Parse(InvocationCalls.DataOf(stream, "done"))));
    }

    [Fact]
    public async Task Answers_ThatNeverDo_AreAnErrorInStreamAndRecordAndNoExecution()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("sorry"));
        await using var server = await ConnectAsync(upstream);

        var stream = await server.Admin.StreamAsync(InvocationCalls.Body("hi", More(Strict)));

        Assert.Equal(["invocationIdentifier", "error", "done"], InvocationCalls.Events(stream).Select(static happened => happened.Name));
        Assert.Equal("StructuredOutputError", JsonElement.Parse(InvocationCalls.DataOf(stream, "error")).Text("error"));
        Assert.Equal(2, upstream.Requests.Count);
        Assert.Equal("Failed", Assert.Single(await server.Admin.RecordsAsync()).Text("status"));
        await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", ",\"stream\":false" + More(Strict))).RefusedAsync(502, "StructuredOutputError");
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "outputSchema.type", "at the root")]
    [InlineData("""{"properties":{}}""", "outputSchema.type", "at the root")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"https://example.com/a.json"}}}""", "outputSchema.properties.a[\"$ref\"]", "")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","contentEncoding":"base64"}}}""", "outputSchema.properties.a.contentEncoding", "is not supported")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"(?<=a)b"}}}""", "outputSchema.properties.a.pattern", "")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"(a)\\1"}}}""", "outputSchema.properties.a.pattern", "")]
    public async Task Schema_ThatIsRefused_IsToldAtItsKeywordBeforeAnyCall(string schema, string path, string says)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("x"));
        await using var server = await ConnectAsync(upstream);

        var refusal = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", More(schema))).RefusedAsync(422, "invalid_request");

        refusal.AssertProblem(path, says);
        Assert.Empty(upstream.Requests);
        Assert.Empty(await server.Admin.RecordsAsync());
    }

    [Fact(Timeout = 20_000)]
    public async Task Pattern_ThatWouldBacktrackForEver_IsDecidedAtOnce()
    {
        var answer = JsonSerializer.Serialize(new { a = new string('a', 50_000) + "!" });
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysStream(ScriptedUpstream.Stream(answer)));
        await using var server = await ConnectAsync(upstream);
        const string Schema = """{"type":"object","properties":{"a":{"type":"string","pattern":"^(a+)+$"}}}""";
        var started = Stopwatch.GetTimestamp();

        await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", ",\"stream\":false" + More(Schema))).RefusedAsync(502, "StructuredOutputError");

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static string More(string schema) => $",\"outputSchema\":{schema}";

    private static (int Input, int Output) UsageOf(JsonElement done) =>
        (done.GetProperty("usage").GetProperty("inputTokens").GetInt32(), done.GetProperty("usage").GetProperty("outputTokens").GetInt32());

    private static async Task<TestServer> ConnectAsync(ScriptedUpstream upstream, bool native = false, bool responseFormat = true)
    {
        var server = await TestServer.StartAsync();
        var model = new { name = "claude-sonnet", supportedFeatures = new { responseFormat } };
        await server.ConnectAsync(upstream.BaseUrl, models: [model], more: new Dictionary<string, object> { ["supportsStructuredOutputs"] = native });
        return server;
    }
}
