using Fairlead.Bench.Load;
using Fairlead.Bench.Processes;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench.Measurements;

/// <summary>One target under load for a few seconds.</summary>
/// <param name="Report">What the load generator saw.</param>
/// <param name="Cpu">What the target's processes spent meanwhile.</param>
/// <param name="ResidentBytes">Their resident set at the end.</param>
internal sealed record Window(WrkReport Report, TimeSpan Cpu, long ResidentBytes)
{
    public double RequestsPerSecond => Report.RequestsPerSecond;

    public double MedianMicroseconds => Report.Median.TotalMicroseconds;

    public double Percentile99Microseconds => Report.Percentile99.TotalMicroseconds;

    public double CpuMicrosecondsPerRequest => Cpu.TotalMicroseconds / Report.Requests;

    public double ResidentMebibytes => ResidentBytes / (1024.0 * 1024.0);

    public static async Task<Window> MeasureAsync(
        WrkRun wrk, Target target, int concurrency, int seconds, CancellationToken cancellationToken)
    {
        var before = ProcessTimes.Of(target.Process!.Id);
        var report = await wrk.ExecuteAsync(target, concurrency, seconds, cancellationToken);
        var after = ProcessTimes.Of(target.Process.Id);
        return new(report, after.Cpu - before.Cpu, after.ResidentBytes);
    }
}
