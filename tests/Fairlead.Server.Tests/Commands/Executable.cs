using System.Diagnostics;

namespace Fairlead.Server.Tests.Commands;

/// <summary>The real executable, as the build left it beside the tests.</summary>
internal static class Executable
{
    private static readonly string Path = Find();

    /// <summary>Runs it to its end.</summary>
    public static async Task<Finished> RunAsync(IReadOnlyList<string> arguments, params (string Name, string? Value)[] environment)
    {
        using var process = Process.Start(Start(arguments, environment))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            process.Kill();
        }

        return new Finished(process.ExitCode, await output, await error);
    }

    /// <summary>How it is started: with nothing of the tests' own environment that it would heed.</summary>
    public static ProcessStartInfo Start(IReadOnlyList<string> arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("FAIRLEAD_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    // artifacts/bin/<project>/<configuration>/
    private static string Find()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        var name = OperatingSystem.IsWindows() ? "fairlead.exe" : "fairlead";
        return System.IO.Path.Combine(own.Parent!.Parent!.FullName, "Fairlead.Server", own.Name, name);
    }

    /// <summary>How a run ended.</summary>
    internal sealed record Finished(int ExitCode, string Output, string Error);
}
