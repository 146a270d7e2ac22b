using System.Globalization;
using System.Text.Json;
using Fairlead.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class CostTests
{
    [Theory]
    [InlineData("""{"input":3,"output":15}""", """{"prompt_tokens":1000,"completion_tokens":200}""", 0, "0.006")]
    [InlineData("""{"input":3,"output":15,"cachedInput":0.3}""", """{"prompt_tokens":1000,"completion_tokens":200,"prompt_tokens_details":{"cached_tokens":600}}""", 600, "0.00438")]
    [InlineData("""{"input":3,"output":15}""", """{"prompt_tokens":1000,"completion_tokens":200,"prompt_tokens_details":{"cached_tokens":600}}""", 600, "0.006")]
    [InlineData("""{"input":0.1,"output":0.2}""", """{"prompt_tokens":1,"completion_tokens":1}""", 0, "0.0000003")]
    [InlineData("""{"input":0,"output":0}""", """{"prompt_tokens":1000,"completion_tokens":200}""", 0, "0")]
    public async Task Cost_OfAPricedModel_IsExactInReplyEventAndRecord(string pricing, string usage, int cached, string cost)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(SaysWith(usage));
        await using var server = await ConnectAsync(upstream, pricing);

        var replied = (await server.Admin.AnswerAsync("hi")).GetProperty("usage");
        var done = JsonElement.Parse(InvocationCalls.DataOf(await server.Admin.StreamAsync(InvocationCalls.Body("hi")), "done")).GetProperty("usage");
        var records = await server.Admin.RecordsAsync();

        Assert.Equal(2, records.Count);
        Assert.All([replied, done, .. records.Select(static record => record.GetProperty("usage"))], told =>
        {
            Assert.Equal(decimal.Parse(cost, CultureInfo.InvariantCulture), told.GetProperty("cost").GetDecimal());
            Assert.Equal(cached, told.GetProperty("cachedTokens").GetInt32());
            Assert.False(told.TryGetProperty("estimated", out _));
        });
    }

    [Fact]
    public async Task Cost_OfAModelWithoutAPrice_IsNull()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(SaysWith("""{"prompt_tokens":1000,"completion_tokens":200}"""));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        var replied = (await server.Admin.AnswerAsync("hi")).GetProperty("usage");
        var recorded = Assert.Single(await server.Admin.RecordsAsync()).GetProperty("usage");

        Assert.Equal("""{"inputTokens":1000,"outputTokens":200,"cachedTokens":0,"cost":null}""", replied.GetRawText());
        Assert.Equal(replied.GetRawText(), recorded.GetRawText());
    }

    [Fact]
    public async Task Usage_ThatTheUpstreamDoesNotSend_IsEstimatedAndSaysSoEverywhere()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(SaysWith("null"));
        await using var server = await ConnectAsync(upstream, """{"input":1,"output":10}""");

        var replied = (await server.Admin.AnswerAsync("hello world")).GetProperty("usage");
        var done = JsonElement.Parse(InvocationCalls.DataOf(await server.Admin.StreamAsync(InvocationCalls.Body("hello world")), "done")).GetProperty("usage");

        Assert.Equal("""{"inputTokens":2,"outputTokens":1,"cachedTokens":0,"cost":0.000012,"estimated":true}""", Plain(replied));
        Assert.Equal(Plain(replied), Plain(done));
        Assert.All(await server.Admin.RecordsAsync(), record => Assert.Equal(Plain(replied), Plain(record.GetProperty("usage"))));
    }

    [Fact]
    public async Task Cost_OfARepairedAnswer_IsThatOfBothCalls()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(SaysWith("""{"prompt_tokens":1000,"completion_tokens":200}"""));
        await using var server = await ConnectAsync(upstream, """{"input":3,"output":15}""");

        await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", ",\"stream\":false,\"outputSchema\":{\"type\":\"object\"}")).RefusedAsync(502, "StructuredOutputError");

        var usage = Assert.Single(await server.Admin.RecordsAsync()).GetProperty("usage");
        Assert.Equal((2000, 0.012m), (usage.GetProperty("inputTokens").GetInt32(), usage.GetProperty("cost").GetDecimal()));
    }

    [Fact]
    public async Task Usage_OfARepairThatIsNotCounted_IsEstimatedOverBothCalls()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(SaysWith("null"));
        upstream.Answer = context => SaysWith(upstream.Requests.Count == 1 ? """{"prompt_tokens":10,"completion_tokens":1}""" : "null")(context);
        await using var server = await ConnectAsync(upstream, """{"input":1,"output":10}""");

        await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", ",\"stream\":false,\"outputSchema\":{\"type\":\"object\"}")).RefusedAsync(502, "StructuredOutputError");

        var usage = Assert.Single(await server.Admin.RecordsAsync()).GetProperty("usage");
        Assert.True(usage.GetProperty("estimated").GetBoolean());
        Assert.Equal(2, usage.GetProperty("outputTokens").GetInt32());
        Assert.InRange(usage.GetProperty("inputTokens").GetInt32(), 60, 300);
    }

    // A number may be written with trailing zeros or without.
    private static string Plain(JsonElement usage) => JsonSerializer.Serialize(new
    {
        inputTokens = usage.GetProperty("inputTokens").GetInt32(),
        outputTokens = usage.GetProperty("outputTokens").GetInt32(),
        cachedTokens = usage.GetProperty("cachedTokens").GetInt32(),
        cost = usage.GetProperty("cost").GetDecimal() / 1.000000000000000000000m,
        estimated = usage.TryGetProperty("estimated", out var estimated) && estimated.GetBoolean(),
    });

    private static Microsoft.AspNetCore.Http.RequestDelegate SaysWith(string usage) => ScriptedUpstream.SaysStream(
        """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"ok"},"finish_reason":"stop"}]}""" + "\n\n",
        $$"""data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{{usage}}}""" + "\n\n",
        "data: [DONE]\n\n");

    private static async Task<TestServer> ConnectAsync(ScriptedUpstream upstream, string pricing)
    {
        var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl, models: [new { name = "claude-sonnet", pricing = JsonElement.Parse(pricing) }]);
        return server;
    }
}
