using Fairlead.Bench.Reports;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench.Measurements;

/// <summary>The proxy measurement at one concurrency, as tables.</summary>
internal static class ProxyTable
{
    public static string Of(IReadOnlyList<Series> series, int concurrency, BenchOptions options)
    {
        var title = $"## Proxy, concurrency {concurrency}\n\n" +
            $"Median (min..max) of {options.Windows} windows of {options.Seconds} s after {options.Warmup} s of warm-up.\n\n";
        var nginx = series.FirstOrDefault(one => one.Target.Name == TargetName.Nginx);
        return title + Figures(series) + (nginx is null ? "" : "\nTo nginx, window by window:\n\n" + Ratios(series, nginx));
    }

    private static string Figures(IReadOnlyList<Series> series)
    {
        var table = new Table("target", "requests/s", "p50 µs", "p99 µs", "CPU µs/request", "RSS MiB", "windows discarded");
        foreach (var one in series)
        {
            table.Add(
                one.Target.Name,
                Show(one.Of(window => window.RequestsPerSecond), "N0"),
                Show(one.Of(window => window.MedianMicroseconds), "N0"),
                Show(one.Of(window => window.Percentile99Microseconds), "N0"),
                Show(one.Of(window => window.CpuMicrosecondsPerRequest), "F1"),
                Show(one.Of(window => window.ResidentMebibytes), "F0"),
                $"{one.Discarded}");
        }

        return table.ToString();
    }

    private static string Ratios(IReadOnlyList<Series> series, Series nginx)
    {
        var table = new Table("target", "requests/s ×", "p50 ×", "p99 ×", "CPU/request ×");
        foreach (var one in series)
        {
            table.Add(
                one.Target.Name,
                Show(one.RatioTo(nginx, window => window.RequestsPerSecond), "F2"),
                Show(one.RatioTo(nginx, window => window.MedianMicroseconds), "F2"),
                Show(one.RatioTo(nginx, window => window.Percentile99Microseconds), "F2"),
                Show(one.RatioTo(nginx, window => window.CpuMicrosecondsPerRequest), "F2"));
        }

        return table.ToString();
    }

    private static string Show(Spread? spread, string format) => spread?.Show(format) ?? "-";
}
