using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Routing.Explanation;
using Fairlead.Simulator;
using Fairlead.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Conformance.Tests.Chaos;

/// <summary>A minute of faults at random, and what must hold whatever happens.</summary>
[Collection(Alone.Name)]
public sealed class ChaosTests : IAsyncLifetime
{
    private const int Workers = 6;
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);
    private readonly string folder = Directory.CreateTempSubdirectory("fairlead-chaos-").FullName;
    private readonly List<SimulatorServer> upstreams = [];
    private TestServer server = null!;

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            upstreams.Add(await SimulatorServer.StartAsync(new SimulatorOptions { Urls = "http://127.0.0.1:0", Models = null }, TestContext.Current.CancellationToken));
        }

        var file = Path.Combine(folder, "fairlead.yaml");
        await File.WriteAllTextAsync(file, Configuration(), TestContext.Current.CancellationToken);
        server = await TestServer.StartAsync(settings => settings with { Config = file });
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        foreach (var upstream in upstreams)
        {
            await upstream.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task AMinuteOfFaults_EveryRequestEndsInOneWay_AndEveryAttemptIsAccountedFor()
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        using var counts = new AttemptCounts(server.Services);
        using var client = server.Client("sk-storm-0123456789");

        var requests = await StormAsync(client, seed);

        var log = server.Services.GetRequiredService<RouteLog>();
        var asked = requests.Count(request => Attempts(log, request).Count > 0);
        await EndedAsync(asked, counts);
        var attempts = requests.ConvertAll(request => Attempts(log, request));
        TestContext.Current.TestOutputHelper!.WriteLine($"{string.Join(", ", requests.CountBy(static request => request.Ending))}; attempts {counts.Attempts}");
        Assert.DoesNotContain(requests, static request => request.Ending == ChaosEnding.Ambiguous);
        Assert.Contains(requests, static request => request.Ending == ChaosEnding.Answered);
        Assert.Equal(requests.Count, requests.DistinctBy(static request => request.Id).Count());
        Assert.Equal(asked, counts.Requests);

        // One that ran out of time, or whose client left, may not have got as far as the upstream.
        Assert.InRange(counts.Attempts - Seen, 0, attempts.Sum(static made => made.Count(static attempt => attempt.UpstreamStatus is null)));
        Assert.Equal(counts.Attempts, attempts.Sum(static made => made.Count));
        Assert.All(attempts, AssertNothingFollowsTheFirstByte);
        Assert.All(Deployments, static place => Assert.Equal(0, place.State.InFlight));
    }

    private long Seen => upstreams.Sum(static upstream => upstream.Counts.Values.Sum(static count => count.Received));

    private IEnumerable<RouteDeployment> Deployments => server.Services.GetRequiredService<ModelCatalog>().Current.Find("storm")!.Deployments;

    private static List<AttemptExplanation> Attempts(RouteLog log, ChaosRequest request) =>
        [.. log.Find(request.Id)!.Steps.Select(static step => step.Attempt).OfType<AttemptExplanation>()];

    private static void AssertNothingFollowsTheFirstByte(List<AttemptExplanation> attempts)
    {
        Assert.All(attempts, static attempt => Assert.NotNull(attempt.Outcome));
        var begun = attempts.FindIndex(static attempt => attempt.FirstByteMilliseconds is not null);
        Assert.True(begun < 0 || begun == attempts.Count - 1, "An attempt was made after an answer had begun.");
    }

    private async Task<List<ChaosRequest>> StormAsync(HttpClient client, int seed)
    {
        var ended = new ConcurrentBag<ChaosRequest>();
        var clock = Stopwatch.StartNew();
        var workers = Enumerable.Range(1, Workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random(seed + worker);
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
            while (clock.Elapsed < Duration && await pace.WaitForNextTickAsync())
            {
                ended.Add(await ChaosRequest.SendAsync(client, random, TestContext.Current.CancellationToken));
            }
        })).ToList();

        var weather = new Random(seed);
        using var turn = new PeriodicTimer(TimeSpan.FromSeconds(1.5));
        while (clock.Elapsed < Duration && await turn.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            var struck = upstreams[weather.Next(upstreams.Count)];
            struck.Options = struck.Options with { Faults = Storm.Script(weather) };
        }

        await Task.WhenAll(workers);
        return [.. ended];
    }

    // A client has its answer a moment before its record is written.
    private async Task EndedAsync(int requests, AttemptCounts counts)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var i = 0; i < 600 && (Deployments.Any(static place => place.State.InFlight > 0) || counts.Requests < requests || counts.Attempts < Seen); i++)
        {
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private string Configuration() => $$$"""
        keys:
          storm: {key: sk-storm-0123456789}
        providers:
          first: {type: openai-compatible, config: {baseUrl: "{{{upstreams[0].BaseAddress}}}", models: [{name: gpt-5}]}}
          second: {type: openai-compatible, config: {baseUrl: "{{{upstreams[1].BaseAddress}}}", models: [{name: gpt-5}]}}
          third: {type: anthropic-compatible, config: {baseUrl: "{{{upstreams[2].BaseAddress}}}", apiKeySecretName: KEY, models: [{name: claude-sonnet}]}}
        secrets: {KEY: sk-upstream}
        routes:
          storm:
            deployments:
              - {provider: first, model: gpt-5}
              - {provider: second, model: gpt-5}
              - {provider: third, model: claude-sonnet}
            breaker: {failures: 3, cooldownSeconds: 1}
            timeouts: {firstByteSeconds: 1, totalSeconds: 20}
        options:
          routing: {explainedRequests: 100000}
        """;
}
