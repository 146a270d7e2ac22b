using Fairlead.Bench.Reports;
using Fairlead.Bench.Streaming;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench.Measurements;

/// <summary>How long a streamed chunk is on its way to the client, directly and through each proxy.</summary>
internal sealed class StreamMeasurement(Session session) : IMeasurement
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly BenchOptions options = session.Options;

    public async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        await using var upstream = new StreamUpstream(Interval);
        await using var rig = new Rig(session.Launcher, session.Build);
        await rig.AddAsync(new Target(TargetName.Upstream, upstream.Address, Target.NoKey, Process: null), cancellationToken);
        foreach (var name in (options.Targets ?? TargetName.All).Where(name => name != TargetName.Upstream))
        {
            await rig.StartAsync(name, upstream.Address, streams: true, cancellationToken);
        }

        using var client = new StreamClient();
        var series = rig.Targets.Select(target => new DelaySeries(target.Name)).ToList();
        upstream.Chunks = ChunksIn(options.Warmup);
        await MeasureAsync("warm-up", rig.Targets, target => client.ReadAsync(target, cancellationToken));
        upstream.Chunks = ChunksIn(options.Seconds);
        for (var number = 1; number <= options.Windows; number++)
        {
            var delays = await MeasureAsync($"window {number}", rig.Targets, target => client.ReadAsync(target, cancellationToken));
            series.Zip(delays).ToList().ForEach(pair => pair.First.Add(pair.Second));
        }

        report.Add(Tables(series));
    }

    private static int ChunksIn(int seconds) => (int)(seconds / Interval.TotalSeconds);

    private static async Task<List<IReadOnlyList<TimeSpan>>> MeasureAsync(
        string what, IEnumerable<Target> targets, Func<Target, Task<IReadOnlyList<TimeSpan>>> read)
    {
        var all = new List<IReadOnlyList<TimeSpan>>();
        foreach (var target in targets)
        {
            await Session.SayAsync($"stream, {what}: {target.Name}");
            all.Add(await read(target));
        }

        return all;
    }

    private string Tables(List<DelaySeries> series)
    {
        var table = new Table("through", "p50 µs", "p99 µs", "p50 above direct", "p99 above direct");
        foreach (var one in series)
        {
            table.Add(
                one.Name == TargetName.Upstream ? "(direct)" : one.Name,
                Show(one.Of(0.5)), Show(one.Of(0.99)), Show(one.Above(series[0], 0.5)), Show(one.Above(series[0], 0.99)));
        }

        return $"## Delay of a streamed chunk\n\nOne chunk every {Interval.TotalMilliseconds} ms, {ChunksIn(options.Seconds)} per stream; " +
            $"median (min..max) of {options.Windows} streams each.\n\n{table}";
    }

    private static string Show(Spread? spread) => spread?.Show("N0") ?? "-";
}
