using System.Text.Json;
using System.Text.RegularExpressions;
using Fairlead.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Features.Invocations;

public sealed partial class EventStreamTests
{
    [Fact]
    public async Task Stream_OfAnAnswer_IsThisTextExactly()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 31, 23, 0, 0, TimeSpan.Zero));
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("one two\n\nthree"));
        await using var server = await TestServer.StartAsync(settings => settings with { Time = time });
        await server.ConnectAsync(upstream.BaseUrl);

        using var response = await server.Admin.PostTextAsync(InvocationCalls.Route, InvocationCalls.Body("hi"));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            """
            event: invocationIdentifier
            data: ID

            event: execution
            data: one two
            data: 
            data: three

            event: done
            data: {"rateLimitUsage":{"maxRequests":9007199254740991,"remainingRequests":9007199254740991,"maxTokens":9007199254740991,"remainingTokens":9007199254740991,"remainingTimeMs":60000},"monthlyQuotaUsage":{"monthlyLimit":9007199254740991,"remainingQuota":9007199254740991,"month":"2026-01","remainingTimeMs":3600000},"status":"Completed","usage":{"inputTokens":3,"outputTokens":2,"cachedTokens":0,"cost":null},"provider":"openai-compatible","model":"claude-sonnet"}


            """.ReplaceLineEndings("\n"),
            Identifier().Replace(text, "ID", 1));
    }

    [Fact]
    public async Task Stream_WithDeltas_TellsTheTokensOfTheExecution()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says("one two\nthree \"four\""));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        var stream = await server.Admin.StreamAsync(InvocationCalls.Body("hi"), "?deltas=true");

        var events = InvocationCalls.Events(stream);
        var deltas = events.Where(static happened => happened.Name == "execution_delta").Select(static happened => JsonElement.Parse(happened.Data).GetProperty("text").GetString()).ToList();
        Assert.True(deltas.Count > 1);
        Assert.Equal(InvocationCalls.DataOf(stream, "execution"), string.Concat(deltas));
        Assert.Equal(["invocationIdentifier", .. deltas.Select(static _ => "execution_delta"), "execution", "done"], events.Select(static happened => happened.Name));
    }

    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("a\u2028b\u2029c\u0085d\fe", "a\u2028b\u2029c\u0085d\fe")]
    [InlineData("event: done\n\ndata: x", "event: done\n\ndata: x")]
    public async Task Stream_OfUnusualLineEnds_BreaksLinesWhereEventStreamsDo(string answer, string execution)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(InvocationCalls.Says(answer));
        await using var server = await TestServer.StartAsync();
        await server.ConnectAsync(upstream.BaseUrl);

        var stream = await server.Admin.StreamAsync(InvocationCalls.Body("hi"));

        Assert.Equal(execution, InvocationCalls.DataOf(stream, "execution"));
        Assert.DoesNotContain('\r', stream);
    }

    [Fact(Timeout = 20_000)]
    public async Task Stream_SilentFor15Seconds_IsKeptAlive()
    {
        var time = new SilenceClock();
        await using var upstream = await ScriptedUpstream.StartAsync(Upstreams.SaysNothingAsync);
        await using var server = await TestServer.StartAsync(settings => settings with { Time = time });
        await server.ConnectAsync(upstream.BaseUrl);
        using var reader = await BeginAsync(server);

        for (var times = 0; times < 2; times++)
        {
            await time.SilenceBeginsAsync(TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromSeconds(15));

            Assert.Equal(": keep-alive", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
            Assert.Equal("", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        }
    }

    private static async Task<StreamReader> BeginAsync(TestServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, InvocationCalls.Route) { Content = new StringContent(InvocationCalls.Body("hi"), null, "application/json") };
        var response = await server.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("event: invocationIdentifier", await reader.ReadLineAsync());
        await reader.ReadLineAsync();
        Assert.Equal("", await reader.ReadLineAsync());
        return reader;
    }

    [GeneratedRegex("(?<=data: )[0-9a-f-]{36}")]
    private static partial Regex Identifier();
}
