using System.Net;
using System.Text.Json;

namespace Fairlead.Simulator.Tests;

public sealed class DirectiveTests
{
    [Fact]
    public async Task Reply_GivenInThePrompt_IsAnsweredExactly()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Equal("exactly  this, \"quoted\"", await simulator.ReplyAsync("Please.\nsim:reply=exactly  this, \"quoted\"\nthanks"));
    }

    [Theory]
    [InlineData(401, "invalid_api_key", null)]
    [InlineData(404, "model_not_found", null)]
    [InlineData(429, "rate_limit_exceeded", "7")]
    [InlineData(500, null, null)]
    [InlineData(503, null, null)]
    [InlineData(418, null, null)]
    public async Task Status_GivenInThePrompt_IsAnsweredWithItsBody(int status, string? code, string? retryAfter)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.SayAsync($"sim:status={status} please");
        JsonElement error = (await TestSimulator.JsonAsync(response)).GetProperty("error");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal(retryAfter, response.Headers.RetryAfter?.ToString());
        Assert.Equal(status >= 500 ? "server_error" : status == 429 ? "requests" : "invalid_request_error", error.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("context_length_exceeded", 400)]
    [InlineData("insufficient_quota", 429)]
    public async Task Error_GivenInThePrompt_IsAnsweredWithThatCode(string code, int status)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.SayAsync($"sim:error={code}");
        JsonElement error = (await TestSimulator.JsonAsync(response)).GetProperty("error");

        Assert.Equal((status, code), ((int)response.StatusCode, error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Usage_GivenInThePrompt_IsReported()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.SayAsync("sim:tokens=40 sim:cached=6 sim:reasoning=15");
        JsonElement usage = (await TestSimulator.JsonAsync(response)).GetProperty("usage");

        Assert.Equal(55, usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(15, usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32());
        Assert.Equal(6, usage.GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt32());
    }

    [Fact]
    public async Task Directive_InAnEarlierMessage_IsIgnored()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        const string Body = """
            {"model":"gpt-5","messages":[{"role":"user","content":"sim:status=500"},{"role":"assistant","content":"ok"},{"role":"user","content":"and now?"}]}
            """;

        using HttpResponseMessage response = await simulator.PostAsync("/v1/chat/completions", Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
