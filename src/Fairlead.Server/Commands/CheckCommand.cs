using System.CommandLine;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Commands;

/// <summary><c>fairlead check</c>: says what is wrong with a configuration file, and touches nothing.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var config = new Option<string>("--config") { Description = "The configuration file (YAML).", Required = true };
        var command = new Command("check", "Check a configuration file.") { config };
        command.SetAction(result => Run(result.GetRequiredValue(config)));
        return command;
    }

    private static int Run(string path)
    {
        if (ConfigurationFile.Read(path, ServerApp.Sections, out var problems) is not null)
        {
            Console.Out.WriteLine($"{path}: no problems");
            return ExitCodes.Done;
        }

        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        return ExitCodes.Usage;
    }
}
