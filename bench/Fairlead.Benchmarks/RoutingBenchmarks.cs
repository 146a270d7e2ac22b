using System.Buffers;
using BenchmarkDotNet.Attributes;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Metering;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;
using Fairlead.Gateway.Routing.Explanation;

namespace Fairlead.Benchmarks;

/// <summary>The choice among three deployments: what fits, which one, its place taken and given back.</summary>
[MemoryDiagnoser]
public class RoutingBenchmarks
{
    private static readonly RoutingOptions Options = new();
    private readonly WarmPrefixes warm = new(Options);
    private readonly RouteLog log = new(Options, TimeProvider.System);
    private readonly GatewayRequest request = new() { Operation = Operation.Chat, Body = ReadOnlySequence<byte>.Empty };
    private Route route = null!;
    private long now;

    /// <summary>The route's strategy.</summary>
    [Params("weightedShuffle", "roundRobin", "leastBusy", "lowestLatency", "cheapest", "order")]
    public string Strategy { get; set; } = string.Empty;

    /// <summary>Declares the route, and fills the log, whose memory is used again from then on.</summary>
    [GlobalSetup]
    public void Start()
    {
        var definition = new RouteDefinition("gpt", [.. Enumerable.Range(0, 3).Select(static i => new DeploymentDefinition($"p{i}", "m") { Rpm = int.MaxValue, Tpm = int.MaxValue, Tags = ["eu"] })]) { Strategy = Strategy };
        route = new CatalogSnapshot(Enumerable.Range(0, 3).Select(static i => Providers.Of($"p{i}", ["m"])), null, null, [definition], Options).Find("gpt")!;
        warm.Remember(42, route, route.Deployments[1].Deployment, 0);
        for (var i = 0; i < Options.ExplainedRequests * 2; i++)
        {
            Traced();
        }
    }

    /// <summary>By the strategy.</summary>
    [Benchmark(Baseline = true)]
    public int Chosen() => Choose(-1, null);

    /// <summary>Where the conversation's prefix is warm.</summary>
    [Benchmark]
    public int Warm() => Choose(warm.Find(42, route, 0), null);

    /// <summary>By the strategy, and accounted for.</summary>
    [Benchmark]
    public int Traced()
    {
        var trace = log.Begin(request, route);
        var chosen = Choose(-1, trace);
        trace.End();
        return chosen;
    }

    private int Choose(int warmIndex, RouteTrace? trace)
    {
        now++;
        var exclusions = default(Exclusions);
        var fit = RequestNeeds.Of(request, route).Fit(route, ref exclusions);
        var choice = Selection.Choose(route, fit, now, 100, warmIndex, ref exclusions);
        var place = route.Deployments[choice.Index];
        var step = trace?.Add(route, choice, exclusions, now, TimeSpan.Zero, isHedge: false);
        place.State.Latency.Add(100, now);
        place.State.Breaker.Succeed(now, choice.IsProbe);
        step?.Begin(TimeSpan.Zero);
        place.Leave(now, 100, 0);
        step?.End(RequestOutcome.Completed, null, 200, TimeSpan.Zero);
        return choice.Index;
    }
}
