using System.Net;
using System.Text.Json;
using static Fairlead.Simulator.Tests.Messages.MessagesClient;

namespace Fairlead.Simulator.Tests.Messages;

public sealed class MessageErrorTests
{
    [Theory]
    [InlineData("status=400", 400, "invalid_request_error", null)]
    [InlineData("status=401", 401, "authentication_error", null)]
    [InlineData("status=403", 403, "permission_error", null)]
    [InlineData("status=404", 404, "not_found_error", null)]
    [InlineData("status=413", 413, "request_too_large", null)]
    [InlineData("status=429", 429, "rate_limit_error", "7")]
    [InlineData("status=500", 500, "api_error", null)]
    [InlineData("status=503", 503, "api_error", null)]
    [InlineData("status=529", 529, "overloaded_error", null)]
    [InlineData("error=context_length_exceeded", 400, "invalid_request_error", null)]
    [InlineData("error=insufficient_quota", 400, "invalid_request_error", null)]
    [InlineData("error=rate_limit_exceeded", 429, "rate_limit_error", "7")]
    [InlineData("error=overloaded", 529, "overloaded_error", null)]
    [InlineData("error=model_not_found", 404, "not_found_error", null)]
    [InlineData("error=server_error", 500, "api_error", null)]
    public async Task Directive_OrdersAnError(string directive, int status, string type, string? retryAfter)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.AskAsync(Say($"sim:{directive}", ("stream", "true")));

        (int givenStatus, string? givenType, string? message) = await ErrorAsync(response);
        Assert.Equal((status, type), (givenStatus, givenType));
        Assert.NotEmpty(message!);
        Assert.Equal(retryAfter, response.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
    }

    [Fact]
    public async Task Directive_ContextLength_IsInTheVendorsWords()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        Assert.Equal(
            "prompt is too long: 200001 tokens > 200000 maximum", await simulator.RefusalAsync(Say("sim:error=context_length_exceeded")));
    }

    [Fact]
    public async Task Model_Unknown_Is404()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.AskAsync(Say("hi", ("model", "\"claude-none\"")));

        Assert.Equal((404, "not_found_error", "model: claude-none"), await ErrorAsync(response));
    }

    [Theory]
    [InlineData("x-api-key", "sk-right", 200, null)]
    [InlineData("Authorization", "Bearer sk-right", 200, null)]
    [InlineData("x-api-key", "sk-wrong", 401, "invalid x-api-key")]
    [InlineData("Authorization", "Bearer sk-wrong", 401, "Invalid bearer token")]
    [InlineData("x-other", "sk-right", 401, "x-api-key header is required")]
    public async Task Key_EachWayOfSendingIt_Counts(string header, string value, int status, string? message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "sk-right" });

        using HttpResponseMessage response = await simulator.AskAsync(Say("hi"), Address, (header, value));

        Assert.Equal(status, (int)response.StatusCode);
        if (message is not null)
        {
            Assert.Equal((401, "authentication_error", message), await ErrorAsync(response));
        }
    }

    [Theory]
    [InlineData("", "anthropic-version: header is required")]
    [InlineData("2020-01-01", "anthropic-version: \"2020-01-01\" is not a valid version")]
    public async Task Version_MissingOrUnknown_Is400(string version, string message)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        using HttpResponseMessage response = await simulator.AskAsync(Say("hi"), Address, ("anthropic-version", version));

        Assert.Equal((400, "invalid_request_error", message), await ErrorAsync(response));
    }

    [Fact]
    public async Task RequiredHeaders_Missing_Is401NamingTheHeader()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(
            new SimulatorOptions { RequiredHeaders = new Dictionary<string, string> { ["X-Team"] = "harbour" } });

        using HttpResponseMessage missing = await simulator.AskAsync(Say("hi"));
        using HttpResponseMessage there = await simulator.AskAsync(Say("hi"), Address, ("X-Team", "harbour"));

        Assert.Equal((401, "authentication_error", "The required header 'X-Team' is missing."), await ErrorAsync(missing));
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
    }

    [Fact]
    public async Task FailRate_All_FailsMessagesButNotCounts()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { FailRate = 1, FailStatus = 529 });

        using HttpResponseMessage response = await simulator.AskAsync(Say("hi"));
        JsonElement count = await simulator.AnswerAsync(Say("hi", ("max_tokens", null)), "/v1/messages/count_tokens");

        Assert.Equal((529, "overloaded_error", "Overloaded"), await ErrorAsync(response));
        Assert.True(count.GetProperty("input_tokens").GetInt32() > 0);
    }

    [Fact]
    public async Task Address_UnknownOrAskedWrongly_IsRefused()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        simulator.Http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");

        using HttpResponseMessage get = await simulator.Http.GetAsync(Address, TestSimulator.Cancelled);
        using HttpResponseMessage batches = await simulator.Http.GetAsync("/v1/messages/batches", TestSimulator.Cancelled);

        Assert.Equal((405, "invalid_request_error", "Method Not Allowed"), await ErrorAsync(get));
        Assert.Equal((404, "not_found_error", "Not Found"), await ErrorAsync(batches));
    }
}
