using System.Diagnostics;
using Fairlead.Bench.Reports;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench.Measurements;

/// <summary>How long Fairlead takes from exec to its first 200 of <c>/health/ready</c>, on a store that exists.</summary>
internal sealed class StartMeasurement(Session session) : IMeasurement
{
    public async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        var executable = await session.Build.GetAsync(cancellationToken);
        var data = session.Launcher.MakeFolder("data");

        // Makes the store, and brings the files into the page cache and this program's own code to speed.
        var first = await TimeAsync(executable, data, cancellationToken);
        var times = new List<double>();
        for (var number = 1; number <= session.Options.Windows; number++)
        {
            times.Add((await TimeAsync(executable, data, cancellationToken)).TotalMilliseconds);
            await Session.SayAsync($"start {number}: {times[^1]:F0} ms");
        }

        var table = new Table("start", "ms");
        table.Add("on an empty data folder, once", $"{first.TotalMilliseconds:F0}");
        table.Add($"on an existing store, {session.Options.Windows} times", Spread.Of(times)!.Value.Show("F0"));
        report.Add($"## Start\n\nFrom exec to the first 200 of /health/ready, polled every 5 ms.\n\n{table}");
    }

    private async Task<TimeSpan> TimeAsync(string executable, string data, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var (process, address) = FairleadProcess.Launch(session.Launcher, executable, data);
        await using (process)
        {
            await Readiness.AnswersAsync(process, new Uri(address, "/health/ready"), cancellationToken);
            return Stopwatch.GetElapsedTime(start);
        }
    }
}
