using System.CommandLine;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench;

/// <summary>The words of the command line.</summary>
internal sealed class CommandLine
{
    private readonly Argument<string> what = new("what")
    {
        Description = "What to measure.",
        DefaultValueFactory = _ => Bench.Everything,
    };

    private readonly Option<int?> windows = new("--windows") { Description = "Windows per target (7)." };
    private readonly Option<int?> seconds = new("--seconds") { Description = "Seconds per window (5)." };
    private readonly Option<int?> warmup = new("--warmup") { Description = "Seconds of load before the first window (15)." };
    private readonly Option<string> concurrency = new("--concurrency") { Description = "Connections, comma-separated.", DefaultValueFactory = _ => "1,32" };
    private readonly Option<long?> requests = new("--requests") { Description = "Requests of the memory measurement (300000)." };
    private readonly Option<string?> targets = new("--targets") { Description = $"Comma-separated, of: {string.Join(", ", TargetName.All)}." };
    private readonly Option<string?> fairlead = new("--fairlead") { Description = "The published executable or its folder. Without it one is published." };
    private readonly Option<bool> quick = new("--quick") { Description = "Short windows, to see that it works. Its figures mean nothing." };
    private readonly Option<bool> pin = new("--pin") { Description = "Load and upstream on CPU 0, the target on CPU 1 (taskset)." };
    private readonly Option<string?> @out = new("--out") { Description = "Write the report to this file as well." };

    public RootCommand Build(Func<string, BenchOptions, CancellationToken, Task<int>> run)
    {
        what.AcceptOnlyFromAmong([Bench.Everything, .. Bench.Names]);
        var command = new RootCommand("Measures a published Fairlead from outside.")
        {
            what, windows, seconds, warmup, concurrency, requests, targets, fairlead, quick, pin, @out,
        };
        command.SetAction((parsed, cancellationToken) => run(parsed.GetRequiredValue(what), Read(parsed), cancellationToken));
        return command;
    }

    private BenchOptions Read(ParseResult parsed)
    {
        var hurry = parsed.GetValue(quick);
        return new()
        {
            Windows = Positive(windows, hurry ? 2 : 7),
            Seconds = Positive(seconds, hurry ? 1 : 5),
            Warmup = Positive(warmup, hurry ? 2 : 15),
            Requests = parsed.GetValue(requests) ?? (hurry ? 20_000 : 300_000),
            Concurrency = [.. parsed.GetRequiredValue(concurrency).Split(',').Select(Connections)],
            Targets = parsed.GetValue(targets)?.Split(',', StringSplitOptions.TrimEntries).Select(Known).ToList(),
            Fairlead = parsed.GetValue(fairlead),
            Pin = parsed.GetValue(pin),
            Out = parsed.GetValue(@out),
        };

        int Positive(Option<int?> option, int otherwise) => parsed.GetValue(option) switch
        {
            null => otherwise,
            > 0 and var given => given,
            _ => throw new UsageException($"{option.Name} has to be at least 1."),
        };
    }

    private static int Connections(string text) =>
        int.TryParse(text, out var number) && number is > 0 and <= 1000
            ? number
            : throw new UsageException($"--concurrency: {text} is not a number from 1 to 1000.");

    private static string Known(string name) => TargetName.All.Contains(name)
        ? name
        : throw new UsageException($"--targets: there is no {name}; there are {string.Join(", ", TargetName.All)}.");
}
