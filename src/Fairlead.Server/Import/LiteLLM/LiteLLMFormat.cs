using System.Text.Json.Nodes;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>LiteLLM's <c>config.yaml</c> in place of a file of ours.</summary>
internal sealed class LiteLLMFormat : IConfigurationFormat
{
    public bool Recognizes(JsonObject root) => LiteLLMConfig.Recognizes(root);

    public ConvertedConfiguration Convert(JsonObject root, IReadOnlyDictionary<string, Place> places, string file, Func<string, string?> environment)
    {
        var files = new List<string>();
        var result = LiteLLMConfig.Convert(SourceDocument.Of(file, root, places), name =>
        {
            var path = Path.Combine(Path.GetDirectoryName(file) ?? string.Empty, name);
            files.Add(path);
            return SourceDocument.Parse(path, ConfigurationSources.Decode(File.ReadAllBytes(path)));
        }, environment);
        var isAnyServed = result.Document.ContainsKey("routes");
        return new ConvertedConfiguration(
            result.Document,
            result.Marks.ToDictionary(static mark => mark.Key, static mark => PlaceOf(mark.Value), StringComparer.Ordinal),
            [.. Of(result, note => !IsFatal(note, isAnyServed))],
            [.. Of(result, note => IsFatal(note, isAnyServed))])
        {
            Files = files,
        };
    }

    // A deployment that cannot be served is left out with a warning, and the others run: LiteLLM's proxy starts without it too.
    private static bool IsFatal(ImportNote note, bool isAnyServed) => note.Severity == ImportSeverity.Problem && !(isAnyServed && note.Path.StartsWith("model_list[", StringComparison.Ordinal));

    private static IEnumerable<ConfigurationProblem> Of(ImportResult result, Func<ImportNote, bool> isMeant) =>
        result.Notes.Where(isMeant)
            .Select(static note => ConfigurationProblem.At(PlaceOf(note.Position), $"{(note.Path.Length == 0 ? "the file" : note.Path)} {note.Message}", note.Path));

    private static Place PlaceOf(SourcePosition position) => new(position.File, position.Line, position.Column);
}
