using Fairlead.Bench.Processes;
using Fairlead.Bench.Targets;

namespace Fairlead.Bench;

/// <summary>What every measurement of a run shares.</summary>
internal sealed record Session(Launcher Launcher, FairleadBuild Build, BenchOptions Options)
{
    /// <summary>Says on standard error what is going on; the report alone goes to standard output.</summary>
    public static Task SayAsync(string line) => Console.Error.WriteLineAsync(line);
}
