using System.CommandLine;
using Fairlead.Server.Import;
using Fairlead.Server.Import.Bifrost;
using Fairlead.Server.Import.LiteLLM;
using Fairlead.Server.Import.Portkey;
using Fairlead.Server.Platform.Configuration;
using YamlDotNet.Core;

namespace Fairlead.Server.Commands;

/// <summary><c>fairlead import</c>: writes the <c>fairlead.yaml</c> that says what another product's configuration says.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "The model that clients name: a Portkey config has no name of its own.", DefaultValueFactory = static _ => "default" };
        return new Command("import", "Convert another product's configuration to fairlead.yaml.")
        {
            Product("litellm", "LiteLLM's config.yaml.", static (document, _) => LiteLLMConfig.Convert(document, path => Open(Beside(document.File, path)))),
            Product("portkey", "A config of Portkey's, as JSON.", (document, result) => PortkeyConfig.Convert(document, result.GetRequiredValue(name)), name),
            Product("bifrost", "Bifrost's config.json.", static (document, _) => BifrostConfig.Convert(document)),
        };
    }

    private static Command Product(string name, string description, Func<SourceDocument, ParseResult, ImportResult> convert, params Option[] options)
    {
        var file = new Argument<string>("file") { Description = "The file to convert." };
        var output = new Option<string?>("--output") { Description = "Where to write; standard output when absent." };
        var command = new Command(name, description) { file, output };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction(result => Run(result.GetRequiredValue(file), result.GetValue(output), document => convert(document, result)));
        return command;
    }

    private static int Run(string file, string? output, Func<SourceDocument, ImportResult> convert)
    {
        try
        {
            var result = convert(Open(file));
            foreach (var note in result.Notes)
            {
                Console.Error.WriteLine(note);
            }

            var text = DocumentWriter.Write(result.Document);
            if (output is null)
            {
                Console.Out.Write(text);
            }
            else
            {
                File.WriteAllText(output, text);
            }

            return result.IsRunnable ? ExitCodes.Done : ExitCodes.Usage;
        }
        catch (YamlException exception)
        {
            Console.Error.WriteLine(new ImportNote(ImportSeverity.Problem, new SourcePosition(file, exception.Start.Line, exception.Start.Column), string.Empty, exception.Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{file}: {exception.Message}");
        }

        return ExitCodes.Usage;
    }

    private static SourceDocument Open(string file) => SourceDocument.Parse(file, ConfigurationSources.Decode(File.ReadAllBytes(file)));

    private static string Beside(string file, string path) => Path.Combine(Path.GetDirectoryName(file) ?? string.Empty, path);
}
