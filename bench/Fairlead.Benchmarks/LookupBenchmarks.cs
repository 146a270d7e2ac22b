using BenchmarkDotNet.Attributes;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing;

namespace Fairlead.Benchmarks;

/// <summary>What a model's name means, in a small catalog and in a large one.</summary>
[MemoryDiagnoser]
public class LookupBenchmarks
{
    private const int ModelsOfAProvider = 10;
    private CatalogSnapshot catalog = CatalogSnapshot.Empty;

    /// <summary>How many models there are: ten at each provider, and as many routes as providers.</summary>
    [Params(10, 10_000)]
    public int Models { get; set; }

    /// <summary>Builds the catalog.</summary>
    [GlobalSetup]
    public void Start()
    {
        var providers = Enumerable.Range(0, Models / ModelsOfAProvider).Select(static i => Providers.Of($"provider-{i}", Enumerable.Range(0, ModelsOfAProvider).Select(static model => $"model-{model}"))).ToList();
        RouteDefinition[] routes =
        [
            .. providers.Select(static (provider, i) => new RouteDefinition($"route-{i}", [new(provider.Identifier, "model-0")]) { Aliases = [$"alias-{i}"] }),
            new RouteDefinition("wild/*", [new("provider-0", "*")]),
        ];
        catalog = new CatalogSnapshot(providers, "provider-0", null, routes);
        _ = catalog.Find("wild/known");
    }

    /// <summary>A declared route's name.</summary>
    [Benchmark(Baseline = true)]
    public Route? Exact() => catalog.Find("route-0");

    /// <summary>Another name of one.</summary>
    [Benchmark]
    public Route? Alias() => catalog.Find("alias-0");

    /// <summary>A model of the default provider.</summary>
    [Benchmark]
    public Route? Default() => catalog.Find("model-7");

    /// <summary>A provider and its model.</summary>
    [Benchmark]
    public Route? Prefixed() => catalog.Find("provider-0/model-5");

    /// <summary>A name that a pattern matches, seen before.</summary>
    [Benchmark]
    public Route? Pattern() => catalog.Find("wild/known");

    /// <summary>A name that means nothing.</summary>
    [Benchmark]
    public Route? Unknown() => catalog.Find("nothing-of-this-name");
}
