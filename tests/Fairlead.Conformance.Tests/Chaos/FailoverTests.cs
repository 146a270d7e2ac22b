using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Fairlead.Simulator;
using Fairlead.Simulator.Faults;
using Fairlead.Testing;

namespace Fairlead.Conformance.Tests.Chaos;

/// <summary>Of three deployments one fails, one is slow and one is well: clients notice nothing, and the failing one is back as soon as it is well.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private const string Chat = """{"model":"MODEL","messages":[{"role":"user","content":"hi"}]}""";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
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
        var routed = new ConcurrentBag<double>();
        var alone = new ConcurrentBag<double>();
        await DriveAsync(Duration, async n =>
        {
            // Every tenth goes to the healthy deployment alone: what the others are held against.
            var isAlone = n % 10 == 0;
            (isAlone ? alone : routed).Add(await TimeAsync(isAlone ? "alone" : "led"));
        });

        var (p99, healthyP99) = (Percentile(routed), Percentile(alone));
        var probes = Received(failing);
        TestContext.Current.TestOutputHelper!.WriteLine($"p99 {p99:0.0} ms of {routed.Count}, the healthy deployment's {healthyP99:0.0} ms of {alone.Count}; the failing one got {probes}, the slow one {Received(slow)}");
        Assert.InRange(probes, 3, 3 + (Duration / Cooldown) + 3);
        Assert.True(p99 < 500, $"p99 is {p99} ms: requests waited for the slow deployment.");

        failing.Options = failing.Options with { Faults = null };
        var healedAt = Stopwatch.StartNew();
        await DriveAsync(Cooldown + TimeSpan.FromSeconds(1), n => TimeAsync("led"));
        Assert.True(Received(failing) > probes + 20, $"{Received(failing) - probes} requests in {healedAt.Elapsed.TotalSeconds:0.0} s: it did not come back.");
    }

    private static Task<SimulatorServer> StartAsync(Fault? fault) => SimulatorServer.StartAsync(
        new SimulatorOptions
        {
            Urls = "http://127.0.0.1:0",
            TimeToFirstToken = TimeSpan.FromMilliseconds(50),
            Faults = fault is null ? null : new FaultScript([new FaultRule(fault)]),
        },
        TestContext.Current.CancellationToken);

    private static long Received(SimulatorServer upstream) => upstream.Counts.Values.Sum(static count => count.Received);

    private static double Percentile(ConcurrentBag<double> times) => times.Order().ElementAt(times.Count * 99 / 100);

    // Two hundred a second, whatever becomes of those before.
    private static async Task DriveAsync(TimeSpan duration, Func<int, Task> send)
    {
        var sent = new List<Task>();
        var clock = Stopwatch.StartNew();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var n = 0; clock.Elapsed < duration; n++)
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
}
