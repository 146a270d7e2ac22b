using System.Globalization;
using Fairlead.Bench.Processes;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench.Load;

/// <summary>Drives one target with wrk. One thread: it makes several times the load a proxy takes, and leaves the other core alone.</summary>
internal sealed class WrkRun(Launcher launcher)
{
    public async Task<WrkReport> ExecuteAsync(Target target, int concurrency, int seconds, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>
        {
            ["BENCH_REQUEST"] = Payload.ChatRequestFile,
            ["BENCH_AUTHORIZATION"] = $"Bearer {target.Key}",
        };
        string[] arguments =
        [
            "--threads", "1", "--connections", Text(concurrency), "--duration", $"{Text(seconds)}s", "--latency", "--timeout", "10s",
            "--script", Payload.WrkScript, new Uri(target.Address, Payload.ChatPath).AbsoluteUri,
        ];
        return WrkReport.Parse(await launcher.RunAsync(Core.Load, Tool.Wrk, arguments, environment, cancellationToken));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
