using Fairlead.Bench.Load;
using Fairlead.Bench.Reports;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench.Measurements;

/// <summary>What a proxied chat completion costs: requests per second, latency, CPU and memory, beside nginx and a bare forwarder.</summary>
internal sealed class ProxyMeasurement(Session session) : IMeasurement
{
    private readonly BenchOptions options = session.Options;
    private readonly WrkRun wrk = new(session.Launcher);

    public async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        await using var rig = new Rig(session.Launcher, session.Build);
        await StartAsync(rig, cancellationToken);
        foreach (var concurrency in options.Concurrency)
        {
            var series = await MeasureAsync(rig.Targets, concurrency, cancellationToken);
            report.Add(ProxyTable.Of(series, concurrency, options));
        }
    }

    private async Task StartAsync(Rig rig, CancellationToken cancellationToken)
    {
        var upstream = await rig.AddAsync(NginxProcess.StartUpstream(session.Launcher), cancellationToken);
        foreach (var name in (options.Targets ?? TargetName.All).Where(name => name != TargetName.Upstream))
        {
            await rig.StartAsync(name, upstream.Address, streams: false, cancellationToken);
        }

        foreach (var target in rig.Targets)
        {
            await Probe.CheckAsync(target, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Series>> MeasureAsync(IReadOnlyList<Target> targets, int concurrency, CancellationToken cancellationToken)
    {
        foreach (var target in targets)
        {
            await Session.SayAsync($"proxy, concurrency {concurrency}: warming up {target.Name}");
            await wrk.ExecuteAsync(target, concurrency, options.Warmup, cancellationToken);
        }

        var series = targets.Select(target => new Series(target)).ToList();
        for (var number = 1; number <= options.Windows; number++)
        {
            // There and back again: nobody always runs after the same neighbour.
            foreach (var one in number % 2 == 1 ? series : Enumerable.Reverse(series))
            {
                one.Add(await MeasureAsync(one.Target, concurrency, number, cancellationToken));
            }
        }

        return series;
    }

    private async Task<Window?> MeasureAsync(Target target, int concurrency, int number, CancellationToken cancellationToken)
    {
        var window = await Window.MeasureAsync(wrk, target, concurrency, options.Seconds, cancellationToken);
        var problems = window.Report.Problems;
        await Session.SayAsync(
            $"proxy, concurrency {concurrency}, window {number}: {target.Name} {window.RequestsPerSecond:F0}/s {(problems.Length > 0 ? $"DISCARDED: {problems}" : "")}");
        return problems.Length > 0 ? null : window;
    }
}
