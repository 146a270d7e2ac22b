using Fairlead.Simulator.Faults;

namespace Fairlead.Simulator.Tests.Faults;

public sealed class FaultConnectionTests
{
    [Fact]
    public async Task CutBeforeFirstByte_Answer_IsACloseWithoutHeaders()
    {
        await using TestSimulator simulator = await StartAsync(new CutFault());

        HttpRequestException broken = await Assert.ThrowsAsync<HttpRequestException>(() => simulator.SayAsync("hi"));

        Assert.Null(broken.StatusCode);
        ReceivedRequest received = Assert.Single(simulator.Server.Received);
        Assert.False(await received.Completion);
        Assert.Equal((RequestOutcome.Cut, null), (received.Outcome, received.Status));
    }

    [Fact]
    public async Task CutAfterChunks_Stream_BreaksOffThereAndNotWhereTheKnobSays()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(
            new SimulatorOptions { CutAfterChunks = 1, Faults = new FaultScript([new FaultRule(new CutFault { AfterChunks = 4 })]) });
        using HttpResponseMessage response = await BeginAsync(simulator);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestSimulator.Cancelled));
        int chunks = 0;

        Exception? broken = await Record.ExceptionAsync(async () =>
        {
            while (await lines.ReadLineAsync(TestSimulator.Cancelled) is { } line)
            {
                chunks += line.StartsWith("data: {", StringComparison.Ordinal) ? 1 : 0;
            }
        });

        Assert.IsType<IOException>(broken, exactMatch: false);
        Assert.Equal(4, chunks);
        Assert.False(await Assert.Single(simulator.Server.Received).Completion);
    }

    [Fact]
    public async Task Drop_Request_IsNeverAnsweredAndEndsWhenTheClientLeaves()
    {
        await using TestSimulator simulator = await StartAsync(new DropFault());
        using var leave = new CancellationTokenSource();
        using var content = new StringContent(TestSimulator.Say("hi"));
        Task<HttpResponseMessage> answer = simulator.Http.PostAsync("/v1/chat/completions", content, leave.Token);
        ReceivedRequest arrived = await simulator.NextReceivedAsync();
        simulator.Server.Options = simulator.Server.Options with { Faults = null };
        using HttpResponseMessage healthy = await simulator.SayAsync("hi");
        Assert.Equal((RequestOutcome.InFlight, 200), (arrived.Outcome, (int)healthy.StatusCode));

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);

        Assert.Same(arrived, await simulator.NextAbortedAsync());
        Assert.Null(arrived.Status);
    }

    [Fact]
    public async Task SlowStall_Stream_PausesAfterThoseChunksAndGoesOn()
    {
        var clock = new WaitingClock();
        var stall = new SlowFault { StallAfterChunks = 2, Stall = TimeSpan.FromHours(1) };
        await using TestSimulator simulator = await TestSimulator.StartAsync(
            clock, new SimulatorOptions { Faults = new FaultScript([new FaultRule(stall)]) });
        using HttpResponseMessage response = await BeginAsync(simulator);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestSimulator.Cancelled));
        await clock.Waiting.WaitAsync(TimeSpan.FromSeconds(20), TestSimulator.Cancelled);
        string? first = await NextChunkAsync(lines);
        string? second = await NextChunkAsync(lines);
        Task<string> rest = lines.ReadToEndAsync(TestSimulator.Cancelled);
        Assert.False(rest.IsCompleted);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.All([first, second], line => Assert.StartsWith("data: {", line, StringComparison.Ordinal));
        Assert.EndsWith("data: [DONE]\n\n", await rest, StringComparison.Ordinal);
        Assert.True(await Assert.Single(simulator.Server.Received).Completion);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SlowFirstByte_UntilThen_NotEvenHeadersAreSent(bool stream)
    {
        var clock = new WaitingClock();
        await using TestSimulator simulator = await TestSimulator.StartAsync(
            clock, new SimulatorOptions { Faults = new FaultScript([new FaultRule(new SlowFault { FirstByte = TimeSpan.FromSeconds(2) })]) });
        Task<HttpResponseMessage> answer = BeginAsync(simulator, stream);
        await clock.Waiting.WaitAsync(TimeSpan.FromSeconds(20), TestSimulator.Cancelled);
        clock.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.False(answer.IsCompleted);

        clock.Advance(TimeSpan.FromMilliseconds(1));

        using HttpResponseMessage response = await answer;
        Assert.Equal(200, (int)response.StatusCode);
    }

    private static Task<TestSimulator> StartAsync(Fault fault) =>
        TestSimulator.StartAsync(new SimulatorOptions { Faults = new FaultScript([new FaultRule(fault)]) });

    private static async Task<HttpResponseMessage> BeginAsync(TestSimulator simulator, bool stream = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent(TestSimulator.Say("sim:tokens=20", stream)),
        };
        return await simulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestSimulator.Cancelled);
    }

    private static async Task<string?> NextChunkAsync(StreamReader lines)
    {
        string? line = await lines.ReadLineAsync(TestSimulator.Cancelled);
        await lines.ReadLineAsync(TestSimulator.Cancelled);
        return line;
    }
}
