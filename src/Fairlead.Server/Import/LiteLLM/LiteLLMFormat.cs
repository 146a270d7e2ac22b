using System.Text.Json.Nodes;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>LiteLLM's <c>config.yaml</c> in place of a file of ours.</summary>
internal sealed class LiteLLMFormat : IConfigurationFormat
{
    public bool Recognizes(JsonObject root) => LiteLLMConfig.Recognizes(root);

    public ConvertedConfiguration Convert(JsonObject root, IReadOnlyDictionary<string, Place> places, string file)
    {
        var files = new List<string>();
        var result = LiteLLMConfig.Convert(SourceDocument.Of(file, root, places), name =>
        {
            var path = Path.Combine(Path.GetDirectoryName(file) ?? string.Empty, name);
            files.Add(path);
            return SourceDocument.Parse(path, File.ReadAllText(path));
        });
        return new ConvertedConfiguration(
            result.Document,
            result.Marks.ToDictionary(static mark => mark.Key, static mark => PlaceOf(mark.Value), StringComparer.Ordinal),
            [.. Of(result, ImportSeverity.Note)],
            [.. Of(result, ImportSeverity.Problem)])
        {
            Files = files,
        };
    }

    private static IEnumerable<ConfigurationProblem> Of(ImportResult result, ImportSeverity severity) =>
        result.Notes.Where(note => note.Severity == severity)
            .Select(static note => ConfigurationProblem.At(PlaceOf(note.Position), $"{(note.Path.Length == 0 ? "the file" : note.Path)} {note.Message}", note.Path));

    private static Place PlaceOf(SourcePosition position) => new(position.File, position.Line, position.Column);
}
