using Fairlead.Bench.Measurements;
using Fairlead.Bench.Processes;
using Fairlead.Bench.Reports;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench;

/// <summary>One run of the tool: the measurements asked for, one after the other, into one report.</summary>
internal static class Bench
{
    public const string Everything = "all";

    private static readonly Dictionary<string, Func<Session, IMeasurement>> Measurements = new()
    {
        ["proxy"] = session => new ProxyMeasurement(session),
        ["stream"] = session => new StreamMeasurement(session),
        ["memory"] = session => new MemoryMeasurement(session),
        ["start"] = session => new StartMeasurement(session),
    };

    public static IEnumerable<string> Names => Measurements.Keys;

    /// <returns>0; what goes wrong is thrown.</returns>
    public static async Task<int> RunAsync(string what, BenchOptions options, CancellationToken cancellationToken)
    {
        using var launcher = new Launcher(options.Pin);
        var session = new Session(launcher, new FairleadBuild(launcher, options.Fairlead), options);
        var report = new Report(options.Out);
        report.Add(await Machine.DescribeAsync(session, cancellationToken));
        foreach (var name in what == Everything ? Names : [what])
        {
            await Measurements[name](session).RunAsync(report, cancellationToken);
        }

        return 0;
    }
}
