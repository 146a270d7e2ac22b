using System.Text.Json;
using Fairlead.Simulator.Faults;
using Fairlead.Simulator.Tests.Messages;

namespace Fairlead.Simulator.Tests.Faults;

public sealed class FaultErrorTests
{
    private const string Gemini = "/v1beta/models/gemini-2.5-flash:generateContent";
    private const string Vertex = "/v1/projects/p/locations/l/publishers/anthropic/models/claude-sonnet-4:rawPredict";
    private const string Bedrock = "/model/anthropic.claude-v2%3A1/converse";

    [Theory]
    [InlineData(429, "requests", "rate_limit_exceeded")]
    [InlineData(500, "server_error", null)]
    [InlineData(503, "server_error", null)]
    [InlineData(401, "invalid_request_error", "invalid_api_key")]
    public async Task Fail_Chat_IsOpenAIsError(int status, string type, string? code)
    {
        await using TestSimulator simulator = await StartAsync(new FailFault { Status = status });

        (int got, JsonElement error) = await simulator.RefusalAsync("/v1/chat/completions", TestSimulator.Say("hi"));

        Assert.Equal((status, type, code), (got, error.GetProperty("type").GetString(), error.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData(429, "rate_limit_error")]
    [InlineData(500, "api_error")]
    [InlineData(529, "overloaded_error")]
    public async Task Fail_Messages_IsAnthropicsError(int status, string type)
    {
        await using TestSimulator simulator = await StartAsync(new FailFault { Status = status });

        using HttpResponseMessage response = await simulator.AskAsync(MessagesClient.Say("hi"));

        (int got, string? gotType, _) = await MessagesClient.ErrorAsync(response);
        Assert.Equal((status, type), (got, gotType));
    }

    [Theory]
    [InlineData(Gemini, "RESOURCE_EXHAUSTED")]
    [InlineData(Vertex, "RESOURCE_EXHAUSTED")]
    [InlineData(Bedrock, "Too many requests")]
    [InlineData("/openai/deployments/gpt-5/chat/completions?api-version=2024-10-21", "exceeded the call rate limit")]
    [InlineData("/", "<Code>Throttling</Code>")]
    [InlineData("/token", "invalid_request")]
    public async Task RateLimit_OtherVendors_IsTheirErrorAndSaysWhen(string path, string said)
    {
        await using TestSimulator simulator = await StartAsync(new FailFault { Status = 429, RetryAfterSeconds = 5 });

        using HttpResponseMessage response = await simulator.PostAsync(path, "{}");

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Contains(said, await response.Content.ReadAsStringAsync(TestSimulator.Cancelled), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(429, 3)]
    [InlineData(503, 9)]
    [InlineData(529, null)]
    public async Task Fail_RetryAfter_IsAsTheScriptHasIt(int status, int? seconds)
    {
        await using TestSimulator simulator = await StartAsync(new FailFault { Status = status, RetryAfterSeconds = seconds });

        using HttpResponseMessage chat = await simulator.SayAsync("hi");
        using HttpResponseMessage messages = await simulator.AskAsync(MessagesClient.Say("hi"));

        TimeSpan? expected = seconds is { } some ? TimeSpan.FromSeconds(some) : null;
        Assert.Equal(expected, chat.Headers.RetryAfter?.Delta);
        Assert.Equal(expected, messages.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Fail_Code_IsWordedByTheVendorAndTakesTheStatusGiven()
    {
        await using TestSimulator simulator = await StartAsync(new FailFault { Code = "context_length_exceeded" });
        (int own, JsonElement error) = await simulator.RefusalAsync("/v1/chat/completions", TestSimulator.Say("hi"));
        using HttpResponseMessage messages = await simulator.AskAsync(MessagesClient.Say("hi"));
        (_, string? type, string? message) = await MessagesClient.ErrorAsync(messages);
        simulator.Server.Options = simulator.Server.Options with
        {
            Faults = new FaultScript([new FaultRule(new FailFault { Code = "context_length_exceeded", Status = 413 })]),
        };
        (int given, _) = await simulator.RefusalAsync("/v1/chat/completions", TestSimulator.Say("hi"));

        Assert.Equal((400, "context_length_exceeded"), (own, error.GetProperty("code").GetString()));
        Assert.Equal("invalid_request_error", type);
        Assert.StartsWith("prompt is too long", message, StringComparison.Ordinal);
        Assert.Equal(413, given);
    }

    [Fact]
    public async Task Fail_CodeTheVendorDoesNotHave_IsTheErrorOfTheStatus()
    {
        await using TestSimulator simulator = await StartAsync(new FailFault { Code = "ModelNotReadyException", Status = 503 });

        (int status, JsonElement error) = await simulator.RefusalAsync("/v1/chat/completions", TestSimulator.Say("hi"));

        Assert.Equal((503, "server_error"), (status, error.GetProperty("type").GetString()));
    }

    private static Task<TestSimulator> StartAsync(Fault fault) =>
        TestSimulator.StartAsync(new SimulatorOptions { Faults = new FaultScript([new FaultRule(fault)]) });
}
