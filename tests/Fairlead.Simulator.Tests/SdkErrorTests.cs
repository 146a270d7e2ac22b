using System.ClientModel;
using System.Text.Json;
using OpenAI.Chat;

namespace Fairlead.Simulator.Tests;

public sealed class SdkErrorTests
{
    private static readonly ChatMessage[] Hello = [new UserChatMessage("Hello")];

    [Fact]
    public async Task Answer_WrongKey_Is401WithTheKeyMasked()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "sk-right" });

        var (error, body) = await FailAsync(simulator.Chat(key: "sk-wrong-1234567890"));

        Assert.Equal(401, error.Status);
        Assert.Equal("invalid_api_key", body.GetProperty("code").GetString());
        Assert.Contains("sk-wrong*******7890.", body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_RightKey_IsGiven()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "sk-right" });

        ChatCompletion answer = await simulator.Chat(key: "sk-right").CompleteChatAsync(Hello, cancellationToken: TestSimulator.Cancelled);

        Assert.NotEmpty(answer.Content);
    }

    [Fact]
    public async Task Answer_UnknownModel_Is404()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        var (error, body) = await FailAsync(simulator.Chat("no-such-model"));

        Assert.Equal(404, error.Status);
        Assert.Equal("model_not_found", body.GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("param").ValueKind);
    }

    [Fact]
    public async Task Answer_RateLimited_Is429WithRetryAfter()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { FailRate = 1, FailStatus = 429 });

        var (error, body) = await FailAsync(simulator.Chat());

        Assert.Equal(429, error.Status);
        Assert.Equal("rate_limit_exceeded", body.GetProperty("code").GetString());
        Assert.True(error.GetRawResponse()!.Headers.TryGetValue("Retry-After", out string? seconds));
        Assert.Equal("1", seconds);
    }

    private static async Task<(ClientResultException Error, JsonElement Body)> FailAsync(ChatClient client)
    {
        ClientResultException error = await Assert.ThrowsAsync<ClientResultException>(
            () => client.CompleteChatAsync(Hello, cancellationToken: TestSimulator.Cancelled));
        return (error, JsonElement.Parse(error.GetRawResponse()!.Content.ToString()).GetProperty("error"));
    }
}
