using System.Diagnostics;
using System.Globalization;

namespace Fairlead.Bench.Processes;

/// <summary>Starts the programs of a run: one scratch folder, one decision about pinning.</summary>
internal sealed class Launcher : IDisposable
{
    private readonly bool pin;
    private int started;

    public Launcher(bool pin)
    {
        if (pin && Environment.ProcessorCount < 2)
        {
            throw new UsageException("--pin needs two CPUs.");
        }

        this.pin = pin;
        Folder = Directory.CreateTempSubdirectory("fairlead-bench-").FullName;

        // nginx's workers give up root and still have to reach their files.
        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string Folder { get; }

    /// <summary>Makes a new folder below <see cref="Folder"/>.</summary>
    public string MakeFolder(string name) =>
        Directory.CreateDirectory(Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref started)}"))).FullName;

    /// <summary>Starts a long-running program. Its output goes to a file, so that no reader of pipes shares the cores with it.</summary>
    public ChildProcess Start(Core core, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var log = Path.Combine(MakeFolder("log"), Path.GetFileName(program) + ".log");

        // exec keeps the id: what is measured under it is the program, not a shell.
        var start = Describe(core, "/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "sh", log, program, .. arguments], environment);
        return new ChildProcess(Process.Start(start)!, Path.GetFileName(program), log);
    }

    /// <summary>Runs a program to its end and returns what it wrote on standard output. Killed when cancelled.</summary>
    /// <exception cref="InvalidOperationException">It ended with something other than 0; the message quotes its standard error.</exception>
    public async Task<string> RunAsync(
        Core core, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellationToken)
    {
        var start = Describe(core, program, arguments, environment);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        using var kill = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}{await error}");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private ProcessStartInfo Describe(Core core, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = pin
            ? new ProcessStartInfo(Tool.Taskset, ["-c", core is Core.Load ? "0" : "1", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
