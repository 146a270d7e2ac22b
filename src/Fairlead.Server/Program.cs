using System.CommandLine;
using Fairlead.Server.Commands;
using Fairlead.Server.Commands.Demo;
using Fairlead.Server.Platform;

var root = new RootCommand("Fairlead: an LLM provider control plane and OpenAI-compatible gateway.")
{
    ServeCommand.Create(),
    DemoCommand.Create(),
    SimulateCommand.Create(),
    CheckCommand.Create(),
    PlanCommand.Create(),
    RotateKeyCommand.Create(),
    ImportCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("Try 'fairlead --help'.");
    return ExitCodes.Usage;
}

try
{
    // Signals are the server's own business: it drains.
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (StartupException exception)
{
    Console.Error.WriteLine(exception.Message);
    return ExitCodes.Usage;
}
catch (Exception exception)
{
    Console.Error.WriteLine($"Fairlead failed: {exception.Message}");
    return ExitCodes.Failed;
}
