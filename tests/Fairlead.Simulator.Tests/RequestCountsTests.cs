using System.Text.Json;
using Fairlead.Simulator.Faults;
using Fairlead.Simulator.Tests.Messages;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Simulator.Tests;

public sealed class RequestCountsTests
{
    [Fact]
    public async Task Counts_EveryKindOfEnd_IsCountedOnceByModel()
    {
        var script = new FaultScript([
            new FaultRule(new FailFault { Status = 500 }) { Model = "gpt-5", Count = 1 },
            new FaultRule(new CutFault()) { Model = "gpt-5", Count = 1 }]);
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { Faults = script });

        await EndedAsync(simulator, "hi");
        await Assert.ThrowsAsync<HttpRequestException>(() => simulator.SayAsync("hi"));
        await EndedAsync(simulator, "hi");
        await EndedAsync(simulator, "sim:status=400");
        using HttpResponseMessage other = await simulator.AskAsync(MessagesClient.Say("hi"));
        using HttpResponseMessage none = await simulator.Http.GetAsync("/v1/models", TestSimulator.Cancelled);
        await SettledAsync(simulator);

        IReadOnlyDictionary<string, RequestCounts> counts = simulator.Server.Counts;
        Assert.Equal(["", "claude-sonnet", "gpt-5"], counts.Keys.Order(StringComparer.Ordinal));
        RequestCounts chat = counts["gpt-5"];
        Assert.Equal((4, 1, 1, 1, 1, 0, 0), (chat.Received, chat.Answered, chat.Refused, chat.Failed, chat.Cut, chat.ClientLeft, chat.InFlight));
        Assert.Equal((1, 1), (counts["claude-sonnet"].Received, counts["claude-sonnet"].Answered));
        Assert.Equal((1, 1), (counts[""].Received, counts[""].Answered));
    }

    [Fact]
    public async Task Counts_FailRate_IsCountedAsFailed()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { FailRate = 1 });

        await EndedAsync(simulator, "hi");
        await SettledAsync(simulator);

        Assert.Equal((1, 1), (simulator.Server.Counts["gpt-5"].Received, simulator.Server.Counts["gpt-5"].Failed));
    }

    [Fact]
    public async Task Counts_ClientLeavesAfterTheyWereForgotten_IsCountedNowhere()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(
            new SimulatorOptions { Faults = new FaultScript([new FaultRule(new DropFault())]) });
        using var leave = new CancellationTokenSource();
        using var content = new StringContent(TestSimulator.Say("hi"));
        Task<HttpResponseMessage> answer = simulator.Http.PostAsync("/v1/chat/completions", content, leave.Token);
        ReceivedRequest arrived = await simulator.NextReceivedAsync();
        Assert.Equal(1, simulator.Server.Counts["gpt-5"].InFlight);

        simulator.Server.ClearReceived();
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.False(await arrived.Completion);

        Assert.Empty(simulator.Server.Counts);
    }

    [Fact]
    public async Task Counts_OverHttp_TellFirstAndLastArrival()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using TestSimulator simulator = await TestSimulator.StartAsync(clock, new SimulatorOptions());
        await EndedAsync(simulator, "hi");
        clock.Advance(TimeSpan.FromSeconds(5));
        await EndedAsync(simulator, "hi");
        await SettledAsync(simulator);

        using HttpResponseMessage report = await simulator.Http.GetAsync("/sim/counts", TestSimulator.Cancelled);
        using HttpResponseMessage forgotten = await simulator.Http.DeleteAsync("/sim/received", TestSimulator.Cancelled);

        JsonElement counts = (await TestSimulator.JsonAsync(report)).GetProperty("models").GetProperty("gpt-5");
        Assert.Equal((2, 2, 0), (Number(counts, "received"), Number(counts, "answered"), Number(counts, "in_flight")));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), counts.GetProperty("first_at").GetDateTimeOffset());
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 10, TimeSpan.Zero), counts.GetProperty("last_at").GetDateTimeOffset());
        Assert.Empty(simulator.Server.Counts);
    }

    [Fact]
    public async Task Counts_MoreRequestsThanAreKept_AreCountedAll()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();

        for (int i = 0; i < 1_005; i++)
        {
            await EndedAsync(simulator, "sim:reply=ok");
        }

        Assert.Equal(1_000, simulator.Server.Received.Count);
        Assert.Equal(1_005, simulator.Server.Counts["gpt-5"].Received);
    }

    private static int Number(JsonElement counts, string name) => counts.GetProperty(name).GetInt32();

    private static async Task EndedAsync(TestSimulator simulator, string text)
    {
        using HttpResponseMessage response = await simulator.SayAsync(text);
    }

    private static async Task SettledAsync(TestSimulator simulator) => await Task.WhenAll(simulator.Server.Received.Select(r => r.Completion));
}
