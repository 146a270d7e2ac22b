using System.Globalization;

namespace Fairlead.Bench.Load;

/// <summary>What one run of wrk saw.</summary>
/// <param name="Requests">Requests completed.</param>
/// <param name="Duration">From the first connection to the end, as wrk measured it.</param>
/// <param name="Median">The latency that half of the requests did not exceed.</param>
/// <param name="Percentile99">The latency that 99 of 100 requests did not exceed.</param>
/// <param name="Problems">Socket errors, time-outs and answers of 400 or above, in words; empty when there were none.</param>
internal sealed record WrkReport(long Requests, TimeSpan Duration, TimeSpan Median, TimeSpan Percentile99, string Problems)
{
    private static readonly string[] ProblemNames = ["connect", "read", "write", "status", "timeout"];

    public double RequestsPerSecond => Requests / Duration.TotalSeconds;

    /// <summary>Reads the line that chat.lua writes.</summary>
    public static WrkReport Parse(string output)
    {
        var line = output.Split('\n').FirstOrDefault(candidate => candidate.StartsWith("bench ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk wrote no summary: {output}");
        var values = line.Split(' ').Skip(1).Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
        return new(values["requests"], Microseconds("duration_us"), Microseconds("p50_us"), Microseconds("p99_us"), Words(values));

        TimeSpan Microseconds(string name) => TimeSpan.FromMicroseconds(values[name]);
    }

    private static string Words(Dictionary<string, long> values)
    {
        var problems = ProblemNames.Where(name => values[name] > 0).Select(name => $"{name} {values[name]}");
        return values["requests"] == 0 ? "no request completed" : string.Join(", ", problems);
    }
}
