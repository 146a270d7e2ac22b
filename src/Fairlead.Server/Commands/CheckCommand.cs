using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Commands;

/// <summary><c>fairlead check</c>: says what is wrong with a configuration file, and touches nothing.</summary>
internal static class CheckCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var config = new Option<string?>("--config") { Description = "The configuration file (YAML)." };
        var schema = new Option<bool>("--schema") { Description = "Print the file's JSON Schema, for editors, and check nothing." };
        var strict = new Option<bool>("--strict") { Description = "Take warnings for problems." };
        var command = new Command("check", "Check a configuration file.") { config, schema, strict };
        command.Validators.Add(result =>
        {
            if (result.GetValue(config) is null && !result.GetValue(schema))
            {
                result.AddError("Option '--config' is required.");
            }
        });
        command.SetAction(result => result.GetValue(schema) ? Print() : Run(result.GetRequiredValue(config)!, result.GetValue(strict)));
        return command;
    }

    /// <summary>The JSON Schema of the configuration file, as it is printed and shipped.</summary>
    public static string SchemaText() => JsonSerializer.Serialize(FileSchema.Document(ServerApp.Sections), Indented).ReplaceLineEndings("\n") + "\n";

    private static int Print()
    {
        Console.Out.Write(SchemaText());
        return ExitCodes.Done;
    }

    private static int Run(string path, bool isStrict)
    {
        var file = ConfigurationFile.Read(path, CommandContext.Of());
        foreach (var problem in file.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        foreach (var warning in file.Warnings)
        {
            Console.Error.WriteLine(warning with { Message = $"warning: {warning.Message}" });
        }

        if (file.Problems.Count > 0 || (isStrict && file.Warnings.Count > 0))
        {
            return ExitCodes.Usage;
        }

        Console.Out.WriteLine($"{path}: no problems");
        return ExitCodes.Done;
    }
}
