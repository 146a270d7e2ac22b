using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>The operator's file, read and checked.</summary>
internal sealed class ConfigurationFile
{
    /// <summary>What it declares; null when there are problems.</summary>
    public DeclaredConfiguration? Declared { get; private init; }

    /// <summary>The joined document, references to the environment replaced; null when it could not be read.</summary>
    public JsonElement? Document { get; private init; }

    /// <summary>Everything that is wrong, in the order of the files.</summary>
    public required IReadOnlyList<ConfigurationProblem> Problems { get; init; }

    /// <summary>What may be wrong, or happens otherwise than it says.</summary>
    public IReadOnlyList<ConfigurationProblem> Warnings { get; private init; } = [];

    /// <summary>The files that it was read from.</summary>
    public required ConfigurationSources Sources { get; init; }

    /// <summary>Where a path of the document stood.</summary>
    public Func<string, Place> Find { get; private init; } = static _ => default;

    /// <summary>Reads a file, with what it includes.</summary>
    public static ConfigurationFile Read(string path, ConfigurationContext context)
    {
        var reader = new DocumentReader(context.Formats, context.Environment);
        if (reader.Read(path) is not { } document)
        {
            return new ConfigurationFile { Problems = reader.Problems, Sources = reader.Sources };
        }

        var environment = new EnvironmentReferences(context.Environment);
        environment.Apply(document.Root);
        var root = document.Root;
        var check = Check(root, context, environment.Replaced.Where(reader.Plain.Contains).ToHashSet(StringComparer.Ordinal));
        var unset = environment.Problems.Select(static problem => problem.Path).ToHashSet(StringComparer.Ordinal);
        var problems = check.Problems.Where(problem => !unset.Contains(problem.Path)).Concat(environment.Problems).Select(document.Locate);
        ConfigurationProblem[] all = [.. Ordered(reader.Problems.Concat(problems), reader.Sources)];
        return new ConfigurationFile
        {
            Problems = all,
            Warnings = [.. Ordered(reader.Notes.Concat(check.Warnings.Concat(check.Expectations.Select(static expectation => expectation.Warning)).Select(document.Locate)), reader.Sources)],
            Sources = reader.Sources,
            Document = check.Document,
            Find = document.Find,
            Declared = all.Length == 0 ? new DeclaredReader(check, document).Read(path, context.Time.GetUtcNow()) : null,
        };
    }

    /// <summary>Checks a document that somebody else has joined.</summary>
    /// <returns>What it declares, or what is wrong with it.</returns>
    public static (DeclaredConfiguration? Declared, IReadOnlyList<Problem> Problems) Of(JsonObject root, string name, ConfigurationContext context)
    {
        var check = Check(root, context, new HashSet<string>());
        return check.Problems.Count > 0 ? (null, check.Problems) : (new DeclaredReader(check, new ConfigurationDocument(root, name)).Read(name, context.Time.GetUtcNow()), []);
    }

    private static FileCheck Check(JsonObject root, ConfigurationContext context, HashSet<string> retypable)
    {
        SecretNotation.Apply(root);
        var check = DocumentChecks.Run(JsonSerializer.SerializeToElement(root), context);
        var numbers = check.Problems.Where(problem => retypable.Contains(problem.Path)).Select(static problem => problem.Path).Distinct(StringComparer.Ordinal).ToList();
        if (numbers.Count == 0)
        {
            return check;
        }

        // A variable's value is text. Where text is refused, what was written without quotes is read as if it stood in the file itself.
        foreach (var path in numbers)
        {
            DocumentPath.Retype(root, path);
        }

        return DocumentChecks.Run(JsonSerializer.SerializeToElement(root), context);
    }

    private static IEnumerable<ConfigurationProblem> Ordered(IEnumerable<ConfigurationProblem> problems, ConfigurationSources sources)
    {
        var order = sources.Files.Index().ToDictionary(static file => file.Item, static file => file.Index, StringComparer.Ordinal);
        return problems.Distinct().OrderBy(problem => order.GetValueOrDefault(problem.File)).ThenBy(static problem => problem.Line).ThenBy(static problem => problem.Column);
    }
}
