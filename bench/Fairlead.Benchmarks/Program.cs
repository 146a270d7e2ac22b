using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Fairlead.Benchmarks;

// In this process: nothing is generated and built beside it, so it runs from a published folder too.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance));
BenchmarkSwitcher.FromTypes([typeof(DeltaBenchmarks), typeof(RequestBenchmarks), typeof(RoutingBenchmarks), typeof(LookupBenchmarks)]).Run(args, config);
