using System.Globalization;
using System.Runtime.InteropServices;
using Fairlead.Bench.Processes;

namespace Fairlead.Bench.Reports;

/// <summary>What the figures were measured on; without it they mean nothing.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(Session session, CancellationToken cancellationToken)
    {
        // Its first line is all there is of a version, and it goes to standard error.
        var nginx = await session.Launcher.RunAsync(Core.Load, "/bin/sh", ["-c", $"{Tool.Nginx} -v 2>&1"], environment: null, cancellationToken);
        var wrk = await session.Launcher.RunAsync(Core.Load, "/bin/sh", ["-c", $"{Tool.Wrk} -v | head -n 1 | cut -d ' ' -f 1,2"], environment: null, cancellationToken);
        var time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        return $"# Fairlead: measurements of {time}\n\n" +
            $"* {Environment.ProcessorCount} CPUs, {Processor()}, {RuntimeInformation.OSDescription}\n" +
            $"* {RuntimeInformation.FrameworkDescription}, {nginx.Trim()}, {wrk.Trim()}\n" +
            $"* {(session.Options.Pin ? "Load and upstream on CPU 0, the target on CPU 1" : "Load, upstream and target share all CPUs")}\n" +
            $"* Load average at the start: {(await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Trim()}\n";
    }

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
        .FirstOrDefault(RuntimeInformation.ProcessArchitecture.ToString());
}
