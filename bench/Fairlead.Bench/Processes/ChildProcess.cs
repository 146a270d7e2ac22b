using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Fairlead.Bench.Processes;

/// <summary>A running program that is gone when this is disposed: asked first (SIGTERM), then killed with its children.</summary>
internal sealed partial class ChildProcess(Process process, string name, string log) : IAsyncDisposable
{
    private const int Sigterm = 15;

    /// <summary>More than an idle server needs, also one that drains.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public int Id => process.Id;

    /// <summary>Throws, quoting the end of its log, when the program has ended by itself.</summary>
    public void ThrowIfEnded()
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"{name} ended with {process.ExitCode}:\n{LogTail()}");
        }
    }

    /// <summary>The last lines it wrote.</summary>
    public string LogTail() => File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(15)) : "";

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            _ = Kill(process.Id, Sigterm);
            await EndAsync();
        }

        process.Dispose();
    }

    private async Task EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{name} did not stop within {Patience.TotalSeconds} s of SIGTERM and was killed.");
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
