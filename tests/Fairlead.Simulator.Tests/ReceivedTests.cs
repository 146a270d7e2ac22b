using System.Net;
using System.Text.Json;
using OpenAI.Chat;

namespace Fairlead.Simulator.Tests;

public sealed class ReceivedTests
{
    [Fact]
    public async Task Received_AnsweredRequest_KeepsWhatWasSent()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        await simulator.Chat(key: "sk-kept").CompleteChatAsync([new UserChatMessage("Hello")], cancellationToken: TestSimulator.Cancelled);

        ReceivedRequest received = Assert.Single(simulator.Server.Received);

        Assert.Equal(("POST", "/v1/chat/completions"), (received.Method, received.Path));
        Assert.Equal("Bearer sk-kept", received.Headers["authorization"]);
        Assert.Contains("Hello", received.Body, StringComparison.Ordinal);
        Assert.True(await received.Completion);
        Assert.False(received.Aborted);
    }

    [Fact]
    public async Task Received_ClientLeavesMidStream_IsAborted()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { TokensPerSecond = 20 });
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestSimulator.Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (StreamingChatCompletionUpdate _ in simulator.Chat().CompleteChatStreamingAsync(
                [new UserChatMessage("sim:tokens=2000")], cancellationToken: leave.Token))
            {
                await leave.CancelAsync();
            }
        });
        ReceivedRequest aborted = await simulator.NextAbortedAsync();

        Assert.True(aborted.Aborted);
        Assert.False(await aborted.Completion);
        Assert.Same(aborted, Assert.Single(simulator.Server.Received));
    }

    [Fact]
    public async Task Received_ClientLeavesBeforeTheFirstToken_IsAborted()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { TimeToFirstToken = TimeSpan.FromMinutes(5) });
        using var leave = new CancellationTokenSource();
        using var content = new StringContent(TestSimulator.Say("hi"));
        Task<HttpResponseMessage> answer = simulator.Http.PostAsync("/v1/chat/completions", content, leave.Token);
        ReceivedRequest arrived = await simulator.NextReceivedAsync();
        Assert.Equal(RequestOutcome.InFlight, arrived.Outcome);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        ReceivedRequest aborted = await simulator.NextAbortedAsync();

        Assert.Same(arrived, aborted);
    }

    [Fact]
    public async Task Received_MoreThanAThousand_KeepsTheLast()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        for (int i = 0; i < 1_005; i++)
        {
            using HttpResponseMessage response = await simulator.Http.GetAsync($"/v1/models?i={i}", TestSimulator.Cancelled);
        }

        IReadOnlyList<ReceivedRequest> received = simulator.Server.Received;

        Assert.Equal(1_000, received.Count);
        Assert.Equal("?i=5", received[0].Query);
        Assert.Equal("?i=1004", received[^1].Query);
    }

    [Fact]
    public async Task Report_OverHttp_ListsAndForgets()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using HttpResponseMessage said = await simulator.SayAsync("hi");

        using HttpResponseMessage report = await simulator.Http.GetAsync("/sim/received", TestSimulator.Cancelled);
        JsonElement body = await TestSimulator.JsonAsync(report);
        using HttpResponseMessage forgotten = await simulator.Http.DeleteAsync("/sim/received", TestSimulator.Cancelled);

        Assert.Equal(1, body.GetProperty("count").GetInt32());
        Assert.Equal("/v1/chat/completions", body.GetProperty("received")[0].GetProperty("path").GetString());
        Assert.Equal(HttpStatusCode.NoContent, forgotten.StatusCode);
        Assert.Empty(simulator.Server.Received);
    }

    [Fact]
    public async Task Health_Asked_IsOkAndNotRecorded()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { ApiKey = "sk-needed" });

        using HttpResponseMessage health = await simulator.Http.GetAsync("/sim/health", TestSimulator.Cancelled);

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Empty(simulator.Server.Received);
    }
}
