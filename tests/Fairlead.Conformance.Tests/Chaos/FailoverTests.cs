using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Simulator;
using Fairlead.Simulator.Faults;
using Fairlead.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Conformance.Tests.Chaos;

/// <summary>Of three deployments one fails, one is slow and one is well: clients notice nothing, and the failing one is back as soon as it is well.</summary>
[Collection(Alone.Name)]
public sealed class FailoverTests : IAsyncLifetime
{
    private const string Chat = """{"model":"MODEL","messages":[{"role":"user","content":"hi"}]}""";
    private const int Windows = 6;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Cooldown = TimeSpan.FromSeconds(5);
    private readonly string folder = Directory.CreateTempSubdirectory("fairlead-failover-").FullName;
    private SimulatorServer failing = null!;
    private SimulatorServer slow = null!;
    private SimulatorServer healthy = null!;
    private TestServer server = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        failing = await StartAsync(new FailFault { Status = 500 });
        slow = await StartAsync(new SlowFault { FirstByte = TimeSpan.FromSeconds(2) });
        healthy = await StartAsync(null);
        var file = Path.Combine(folder, "fairlead.yaml");
        await File.WriteAllTextAsync(file, Configuration(), TestContext.Current.CancellationToken);
        server = await TestServer.StartAsync(settings => settings with { Config = file });
        client = server.Client("sk-failover-0123456789");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await failing.DisposeAsync();
        await slow.DisposeAsync();
        await healthy.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task OneOfThreeFails_AnotherIsSlow_ClientsNoticeNothing_AndItRecoversWithinOneCooldown()
    {
        await WarmUpAsync();
        var before = Received(failing);
        var clock = Stopwatch.StartNew();
        var times = new ConcurrentBag<Timed>();

        await DriveAsync(() => clock.Elapsed >= Window * Windows, async number =>
        {
            // Every tenth goes to the healthy deployment alone: what the others are held against.
            var (window, isAlone) = ((int)(clock.Elapsed / Window), number % 10 == 0);
            times.Add(new Timed(window, isAlone, await TimeAsync(isAlone ? "alone" : "led")));
        });

        Assert.InRange(Received(failing) - before, 1, (int)(clock.Elapsed / Cooldown) + 1); // A probe for each cool-down, and nothing more.
        AssertAsTheHealthyOne([.. times]);
        await AssertRecoversAsync();
    }

    // Until the failing one rests, and it is known how long an answer takes: not the start is measured here, but what follows.
    private async Task WarmUpAsync()
    {
        var clock = Stopwatch.StartNew();
        while (Breaker.OpenedBy is null || !(Led.State.FirstByte.Quantile(0.95) < TimeSpan.FromSeconds(1)))
        {
            Assert.True(clock.Elapsed < Patience, "The failing one is not kept away from, or no 95th percentile is known.");
            await TimeAsync("led");
            await TimeAsync("alone");
        }
    }

    // In most windows: one stall of the machine spoils the p99 of its own, on whichever side it falls.
    private static void AssertAsTheHealthyOne(List<Timed> times)
    {
        var windows = Enumerable.Range(0, Windows).Select(window => (
            Led: Percentile(times.Where(time => time.Window == window && !time.IsAlone)),
            Healthy: Percentile(times.Where(time => time.Window == window && time.IsAlone)))).ToList();
        var told = $"{times.Count} requests; p99 beside the healthy deployment's in ms: {string.Join(", ", windows.Select(static window => $"{window.Led:0} : {window.Healthy:0}"))}";
        TestContext.Current.TestOutputHelper!.WriteLine(told);
        Assert.True(windows.Count(static window => window.Led <= Math.Max(window.Healthy * 1.5, window.Healthy + 25)) > Windows / 2, told);
    }

    private async Task AssertRecoversAsync()
    {
        var received = Received(failing);
        var (clock, rests, remaining) = (Stopwatch.StartNew(), 1, Remaining);
        TimeSpan? closed = null;
        failing.Options = failing.Options with { Faults = null };

        await DriveAsync(
            () =>
            {
                var now = Remaining;
                rests += now > remaining ? 1 : 0; // Its probe was overtaken by another answer, which happens where the machine stalls.
                remaining = now;
                closed ??= Breaker.OpenedBy is null ? clock.Elapsed : null;
                return Received(failing) > received + 20 || clock.Elapsed > Patience;
            },
            _ => TimeAsync("led"));

        var told = $"closed after {closed?.TotalSeconds:0.0} s and {rests} cool-downs; {Received(failing) - received} requests";
        TestContext.Current.TestOutputHelper!.WriteLine(told);
        Assert.True(Received(failing) > received + 20, told);
        Assert.InRange(rests, 1, 2);
        Assert.True(closed < (Cooldown * rests) + TimeSpan.FromSeconds(2), told);
    }

    private Route Led => server.Services.GetRequiredService<ModelCatalog>().Current.Find("led")!;

    private Breaker Breaker => Led.Deployments[0].State.Breaker;

    private TimeSpan Remaining => Breaker.RemainingAt((long)Stopwatch.GetElapsedTime(0).TotalMilliseconds);

    private static Task<SimulatorServer> StartAsync(Fault? fault) => SimulatorServer.StartAsync(
        new SimulatorOptions
        {
            Urls = "http://127.0.0.1:0",
            TimeToFirstToken = TimeSpan.FromMilliseconds(50),
            Faults = fault is null ? null : new FaultScript([new FaultRule(fault)]),
        },
        TestContext.Current.CancellationToken);

    private static long Received(SimulatorServer upstream) => upstream.Counts.Values.Sum(static count => count.Received);

    private static double Percentile(IEnumerable<Timed> times)
    {
        var ordered = times.Select(static time => time.Milliseconds).Order().ToList();
        return ordered[ordered.Count * 99 / 100];
    }

    // Two hundred a second, whatever becomes of those before.
    private static async Task DriveAsync(Func<bool> isOver, Func<int, Task> send)
    {
        var sent = new List<Task>();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var n = 0; !isOver(); n++)
        {
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            var number = n;
            sent.Add(Task.Run(() => send(number)));
        }

        await Task.WhenAll(sent);
    }

    private async Task<double> TimeAsync(string model)
    {
        var clock = Stopwatch.StartNew();
        using var response = await client.PostAsync(
            new Uri("/v1/chat/completions", UriKind.Relative),
            new StringContent(Chat.Replace("MODEL", model, StringComparison.Ordinal), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        return clock.Elapsed.TotalMilliseconds;
    }

    private string Configuration() => $$$"""
        keys:
          failover: {key: sk-failover-0123456789}
        providers:
          failing: {type: openai-compatible, config: {baseUrl: "{{{failing.BaseAddress}}}", models: [{name: gpt-5}]}}
          slow: {type: openai-compatible, config: {baseUrl: "{{{slow.BaseAddress}}}", models: [{name: gpt-5}]}}
          healthy: {type: openai-compatible, config: {baseUrl: "{{{healthy.BaseAddress}}}", models: [{name: gpt-5}]}}
        routes:
          led:
            strategy: lowestLatency
            hedge: true
            deployments: [{provider: failing, model: gpt-5}, {provider: slow, model: gpt-5}, {provider: healthy, model: gpt-5}]
          alone:
            deployments: [{provider: healthy, model: gpt-5}]
        """;

    /// <summary>How long a request took, and in which window it was sent.</summary>
    private sealed record Timed(int Window, bool IsAlone, double Milliseconds);
}
