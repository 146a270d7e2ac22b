using System.Text.Json;
using Fairlead.Server.Platform.Hosting;
using Fairlead.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed class QuotaTests
{
    private const string QuotaRoute = "/v1/quota/ai-invocations";
    private static readonly string Asking = InvocationCalls.Body("hi", ",\"stream\":false");
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 31, 23, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task MonthlyLimit_UsedUp_RefusesUntilTheMonthIsOver()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, ("MonthlyLimit", 2));
        await server.Admin.AnswerAsync("one");
        await server.Admin.AnswerAsync("two");

        var refused = await AskAsync(server);
        var quota = await server.Admin.GetJsonAsync(QuotaRoute);
        time.Advance(TimeSpan.FromHours(1));
        var next = await AskAsync(server);

        Assert.Equal((429, "QUOTA_ERROR"), (refused.Status, refused.Error));
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), refused.Json.GetProperty("details").GetProperty("resetDate").GetDateTimeOffset());
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromHours(1), TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        Assert.Equal("""{"ok":true,"monthlyQuotaUsage":{"monthlyLimit":2,"remainingQuota":0,"month":"2026-01","remainingTimeMs":3600000}}""", quota.GetRawText());
        Assert.Equal(200, next.Status);
        Assert.Equal(3, upstream.Requests.Count);
        Assert.Equal(3, (await server.Admin.RecordsAsync()).Count);
    }

    [Fact]
    public async Task MonthlyLimit_AfterARestart_IsStillUsedUp()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        var first = await StartAsync(upstream, ("MonthlyLimit", 1));
        await first.Admin.AnswerAsync("one");
        var data = await first.StopAsync();
        try
        {
            await using var second = await TestServer.StartAsync(settings => Limited(settings, ("MonthlyLimit", 1)), data);

            Assert.Equal("QUOTA_ERROR", (await AskAsync(second)).Error);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task MonthlyLimit_WithOnePlaceLeft_TakesOneOfManyAtOnce()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, ("MonthlyLimit", 1));

        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => AskAsync(server)));

        Assert.Equal(1, replies.Count(static reply => reply.Status == 200));
        Assert.Equal(15, replies.Count(static reply => reply.Error == "QUOTA_ERROR"));
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task RequestsPerMinute_UsedUp_RefusesUntilTheMinuteIsOver()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, ("RequestsPerMinute", 2));
        await server.Admin.AnswerAsync("one");
        time.Advance(TimeSpan.FromSeconds(20));
        var done = InvocationCalls.DataOf(await server.Admin.StreamAsync(InvocationCalls.Body("two")), "done");

        var refused = await AskAsync(server);
        time.Advance(TimeSpan.FromSeconds(39.5));
        var tooEarly = await AskAsync(server);
        time.Advance(TimeSpan.FromSeconds(0.5));
        var next = await AskAsync(server);

        AssertRateLimited(refused, 40);
        AssertRateLimited(tooEarly, 1);
        Assert.Equal(200, next.Status);
        Assert.Equal(3, upstream.Requests.Count);
        Assert.Equal("""{"maxRequests":2,"remainingRequests":0,"maxTokens":9007199254740991,"remainingTokens":9007199254740991,"remainingTimeMs":40000}""", JsonElement.Parse(done).GetProperty("rateLimitUsage").GetRawText());
    }

    [Fact]
    public async Task TokensPerMinute_UsedUp_RefusesUntilTheMinuteIsOver()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, ("TokensPerMinute", 6));
        await server.Admin.AnswerAsync("five tokens");
        var done = InvocationCalls.DataOf(await server.Admin.StreamAsync(InvocationCalls.Body("five more")), "done");

        var refused = await AskAsync(server);
        time.Advance(TimeSpan.FromMinutes(1));
        var next = await AskAsync(server);

        AssertRateLimited(refused, 60);
        Assert.Equal(200, next.Status);
        Assert.Equal(3, upstream.Requests.Count);
        Assert.Equal((6, 0), (JsonElement.Parse(done).GetProperty("rateLimitUsage").GetProperty("maxTokens").GetInt64(), JsonElement.Parse(done).GetProperty("rateLimitUsage").GetProperty("remainingTokens").GetInt64()));
    }

    [Fact]
    public async Task RateLimit_OfAnAgentInTheBackground_RefusesInsteadOfAccepting()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, ("RequestsPerMinute", 1));
        await server.Admin.PostJsonAsync("/v1/agents", new { identifier = "triage", properties = new { prompt = "p" } });
        await server.Admin.AnswerAsync("one");

        var refused = await server.Admin.SendAsync("POST", "/v1/agent/triage/invoke", new { prompt = "sort" });

        AssertRateLimited(refused, 60);
        Assert.Single(await server.Admin.RecordsAsync());
    }

    [Fact]
    public async Task RequestThatIsRefusedForAnotherReason_TakesNothingOfTheLimits()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream, ("RequestsPerMinute", 1), ("MonthlyLimit", 1));

        await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi", ",\"model\":\"missing\"")).RefusedAsync(400, "LLMProviderModelNotEnabledError");

        Assert.Equal(200, (await AskAsync(server)).Status);
    }

    [Fact]
    public async Task Quota_WithoutALimit_IsTheLargestSafeIntegerForAMemberToo()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("ok"));
        await using var server = await StartAsync(upstream);
        await server.Admin.AnswerAsync("one");
        var member = await server.ClientOfAsync("Member");

        var quota = await member.GetJsonAsync(QuotaRoute);

        Assert.Equal("""{"ok":true,"monthlyQuotaUsage":{"monthlyLimit":9007199254740991,"remainingQuota":9007199254740991,"month":"2026-01","remainingTimeMs":3600000}}""", quota.GetRawText());
    }

    private static Task<Reply> AskAsync(TestServer server) => server.Admin.SendContentAsync("POST", InvocationCalls.Route, new StringContent(Asking, null, "application/json"));

    private static void AssertRateLimited(Reply reply, int seconds)
    {
        Assert.Equal((429, "RATE_LIMIT_ERROR"), (reply.Status, reply.Error));
        Assert.Equal(seconds, reply.Json.GetProperty("details").GetProperty("retryAfter").GetInt64());
        Assert.Equal(TimeSpan.FromSeconds(seconds), reply.Headers.RetryAfter!.Delta);
    }

    private ServerSettings Limited(ServerSettings settings, params (string Option, long Value)[] limits) => settings with
    {
        Time = time,
        Overrides = limits.ToDictionary(static limit => "Invocations:" + limit.Option, static limit => (string?)$"{limit.Value}"),
    };

    private async Task<TestServer> StartAsync(ScriptedUpstream upstream, params (string Option, long Value)[] limits)
    {
        var server = await TestServer.StartAsync(settings => Limited(settings, limits));
        await server.ConnectAsync(upstream.BaseUrl);
        return server;
    }
}
