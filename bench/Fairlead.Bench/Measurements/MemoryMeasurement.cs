using System.Globalization;
using Fairlead.Bench.Load;
using Fairlead.Bench.Processes;
using Fairlead.Bench.Reports;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench.Measurements;

/// <summary>Whether memory grows with the number of requests served: the resident set after half of them and after all.</summary>
internal sealed class MemoryMeasurement(Session session) : IMeasurement
{
    private const int Concurrency = 32;

    private readonly WrkRun wrk = new(session.Launcher);

    public async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        await using var rig = new Rig(session.Launcher, session.Build);
        var upstream = await rig.AddAsync(NginxProcess.StartUpstream(session.Launcher), cancellationToken);
        var table = new Table("target", "RSS MiB when ready", "requests", "RSS MiB", "requests", "RSS MiB", "growth MiB");
        foreach (var name in (session.Options.Targets ?? [TargetName.Fairlead]).Where(name => name != TargetName.Upstream))
        {
            var target = await rig.StartAsync(name, upstream.Address, streams: false, cancellationToken);
            await Probe.CheckAsync(target, cancellationToken);
            table.Add(await MeasureAsync(target, cancellationToken));
        }

        report.Add($"## Memory, concurrency {Concurrency}\n\n{table}");
    }

    private async Task<string[]> MeasureAsync(Target target, CancellationToken cancellationToken)
    {
        var ready = Resident(target);
        var half = await ServeAsync(target, 0, session.Options.Requests / 2, cancellationToken);
        var between = Resident(target);
        var all = await ServeAsync(target, half, session.Options.Requests, cancellationToken);
        var end = Resident(target);
        return [target.Name, Show(ready), Count(half), Show(between), Count(all), Show(end), Show(end - between)];
    }

    /// <summary>wrk runs for a time, not for a number: slices of it until at least <paramref name="goal"/> requests are served.</summary>
    private async Task<long> ServeAsync(Target target, long served, long goal, CancellationToken cancellationToken)
    {
        var seconds = 1;
        while (served < goal)
        {
            var slice = await wrk.ExecuteAsync(target, Concurrency, seconds, cancellationToken);
            if (slice.Problems.Length > 0)
            {
                throw new InvalidOperationException($"{target.Name} failed after {served} requests: {slice.Problems}\n{target.Process!.LogTail()}");
            }

            served += slice.Requests;
            seconds = Math.Clamp((int)((goal - served) / slice.RequestsPerSecond), 1, 10);
            await Session.SayAsync($"memory: {target.Name} {served} requests, {Show(Resident(target))} MiB");
        }

        return served;
    }

    private static double Resident(Target target) => ProcessTimes.Of(target.Process!.Id).ResidentBytes / (1024.0 * 1024.0);

    private static string Show(double mebibytes) => mebibytes.ToString("F1", CultureInfo.InvariantCulture);

    private static string Count(long requests) => requests.ToString("N0", CultureInfo.InvariantCulture);
}
