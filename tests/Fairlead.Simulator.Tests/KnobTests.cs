using System.Diagnostics;
using System.Net;

namespace Fairlead.Simulator.Tests;

public sealed class KnobTests
{
    [Fact]
    public async Task CutAfterChunks_Stream_BreaksOffWithoutDone()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { CutAfterChunks = 3 });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent(TestSimulator.Say("sim:tokens=50", stream: true)),
        };
        using HttpResponseMessage response = await simulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestSimulator.Cancelled);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestSimulator.Cancelled));
        var seen = new List<string>();

        Exception? broken = await Record.ExceptionAsync(async () =>
        {
            while (await lines.ReadLineAsync(TestSimulator.Cancelled) is { } line)
            {
                seen.Add(line);
            }
        });

        Assert.IsType<IOException>(broken, exactMatch: false);
        Assert.Equal(3, seen.Count(l => l.StartsWith("data: {", StringComparison.Ordinal)));
        Assert.DoesNotContain("data: [DONE]", seen);
        ReceivedRequest received = Assert.Single(simulator.Server.Received);
        Assert.False(await received.Completion);
        Assert.Equal(RequestOutcome.Cut, received.Outcome);
        Assert.False(received.Aborted);
    }

    [Fact]
    public async Task FailRate_SameSeed_FailsTheSameRequests()
    {
        var options = new SimulatorOptions { FailRate = 0.4, FailStatus = 503, Seed = 5 };

        int[] first = await StatusesAsync(options);
        int[] second = await StatusesAsync(options);
        int[] other = await StatusesAsync(options with { Seed = 6 });

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(s => s == 503), 8, 24);
        Assert.All(first, s => Assert.Contains(s, (int[])[200, 503]));
    }

    [Fact]
    public async Task TimeToFirstToken_Answer_ComesNoSooner()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { TimeToFirstToken = TimeSpan.FromMilliseconds(120) });
        long start = Stopwatch.GetTimestamp();

        using HttpResponseMessage response = await simulator.SayAsync("hi", stream: true);

        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(110));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task TokensPerSecond_Stream_TakesItsTime()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { TokensPerSecond = 100 });
        long start = Stopwatch.GetTimestamp();

        using HttpResponseMessage response = await simulator.SayAsync("sim:tokens=20", stream: true);

        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(190));
    }

    [Fact]
    public async Task RequiredHeaders_MissingOrWrong_Is401NamingTheHeader()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(
            new SimulatorOptions { RequiredHeaders = new Dictionary<string, string> { ["X-Team"] = "harbour" } });

        using HttpResponseMessage missing = await simulator.SayAsync("hi");
        simulator.Http.DefaultRequestHeaders.Add("x-team", "sea");
        using HttpResponseMessage wrong = await simulator.SayAsync("hi");
        simulator.Http.DefaultRequestHeaders.Remove("x-team");
        simulator.Http.DefaultRequestHeaders.Add("x-team", "harbour");
        using HttpResponseMessage right = await simulator.SayAsync("hi");

        Assert.Equal("The required header 'X-Team' is missing.", await MessageAsync(missing));
        Assert.Equal("The required header 'X-Team' has the wrong value.", await MessageAsync(wrong));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Options_SwappedWhileRunning_ApplyToTheNextRequest()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using HttpResponseMessage before = await simulator.SayAsync("hi");
        simulator.Server.Options = simulator.Server.Options with { FailRate = 1, FailStatus = 502 };
        using HttpResponseMessage during = await simulator.SayAsync("hi");
        simulator.Server.Options = simulator.Server.Options with { FailRate = 0 };
        using HttpResponseMessage after = await simulator.SayAsync("hi");

        Assert.Equal([200, 502, 200], [(int)before.StatusCode, (int)during.StatusCode, (int)after.StatusCode]);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://192.0.2.1:0")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("")]
    public async Task Start_AddressNotLoopbackOrNotHttp_IsRefused(string urls) =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => SimulatorServer.StartAsync(new SimulatorOptions { Urls = urls }, TestSimulator.Cancelled));

    [Fact]
    public async Task Start_RemoteAllowed_ListensAndTellsAReachableAddress()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(
            new SimulatorOptions { Urls = "http://0.0.0.0:0", AllowRemote = true }, TestSimulator.Cancelled);

        Assert.Equal("127.0.0.1", server.BaseAddress.Host);
        Assert.Equal("/v1", server.BaseAddress.AbsolutePath);
        Assert.NotEqual(0, server.BaseAddress.Port);
    }

    [Theory]
    [InlineData(-0.1, 500, 0)]
    [InlineData(double.NaN, 500, 0)]
    [InlineData(0, 200, 0)]
    [InlineData(0, 500, -1)]
    public async Task Start_KnobOutOfRange_IsRefused(double failRate, int failStatus, int cut)
    {
        var options = new SimulatorOptions { Urls = "http://127.0.0.1:0", FailRate = failRate, FailStatus = failStatus, CutAfterChunks = cut };

        await Assert.ThrowsAnyAsync<ArgumentException>(() => SimulatorServer.StartAsync(options, TestSimulator.Cancelled));
    }

    [Fact]
    public async Task WaitForShutdown_TokenCancelled_StopsTheServer()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync();
        using var stop = new CancellationTokenSource();
        Task waiting = simulator.Server.WaitForShutdownAsync(stop.Token);
        Assert.False(waiting.IsCompleted);

        await stop.CancelAsync();
        await waiting;

        await Assert.ThrowsAsync<HttpRequestException>(() => simulator.SayAsync("hi"));
    }

    [Fact]
    public async Task Dispose_AnswerInFlight_BreaksItOff()
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(new SimulatorOptions { TimeToFirstToken = TimeSpan.FromMinutes(5) });
        Task<HttpResponseMessage> answer = simulator.SayAsync("hi");
        ReceivedRequest received = await simulator.NextReceivedAsync();

        await simulator.Server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => answer);
        Assert.False(await received.Completion);
    }

    private static async Task<int[]> StatusesAsync(SimulatorOptions options)
    {
        await using TestSimulator simulator = await TestSimulator.StartAsync(options);
        var statuses = new int[40];
        for (int i = 0; i < statuses.Length; i++)
        {
            using HttpResponseMessage response = await simulator.SayAsync("sim:reply=ok");
            statuses[i] = (int)response.StatusCode;
        }

        return statuses;
    }

    private static async Task<string?> MessageAsync(HttpResponseMessage response) =>
        (await TestSimulator.JsonAsync(response)).GetProperty("error").GetProperty("message").GetString();
}
