using Fairlead.Bench;

const int Failed = 1;
const int BadUsage = 2;

if (!OperatingSystem.IsLinux())
{
    return Fail("This needs Linux: CPU time and memory come from /proc.", BadUsage);
}

var parsed = new CommandLine().Build(Bench.RunAsync).Parse(args);
if (parsed.Errors.Count > 0)
{
    return Fail(string.Join('\n', parsed.Errors.Select(error => error.Message)), BadUsage);
}

try
{
    // Ctrl+C and SIGTERM cancel; the time is for stopping everything that was started.
    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
}
catch (UsageException problem)
{
    return Fail(problem.Message, BadUsage);
}
catch (OperationCanceledException)
{
    return Fail("Stopped.", Failed);
}
catch (Exception problem) when (problem is InvalidOperationException or HttpRequestException or IOException)
{
    return Fail(problem.Message, Failed);
}

static int Fail(string message, int code)
{
    Console.Error.WriteLine(message);
    return code;
}
