using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;
using YamlDotNet.Core;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Reads a configuration file and what it includes, and joins them into one document.</summary>
internal sealed class DocumentReader(IReadOnlyList<IConfigurationFormat> formats, Func<string, string?> environment)
{
    private const string Include = "include";

    // What a file keeps for itself, such as anchors that its other parts refer to.
    private const string Extension = "x-";
    private readonly List<string> open = [];
    private readonly HashSet<string> plain = new(StringComparer.Ordinal);

    /// <summary>What is wrong so far.</summary>
    public List<ConfigurationProblem> Problems { get; } = [];

    /// <summary>What a conversion had to say.</summary>
    public List<ConfigurationProblem> Notes { get; } = [];

    /// <summary>The files that were read.</summary>
    public ConfigurationSources Sources { get; } = new();

    /// <summary>The paths of the scalars without quotes.</summary>
    public IReadOnlySet<string> Plain => plain;

    /// <summary>Reads a file with its includes; null, with problems, when it cannot be read at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">Where it was included; null for the first.</param>
    public ConfigurationDocument? Read(string path, Place? asked = null)
    {
        var full = Path.GetFullPath(path);
        if (open.Contains(full))
        {
            Problems.Add(ConfigurationProblem.At(asked!.Value, $"include of {path} leads back to a file that includes this one"));
            return null;
        }

        open.Add(full);
        var document = Parse(path, asked);
        open.RemoveAt(open.Count - 1);
        return document;
    }

    private ConfigurationDocument? Parse(string path, Place? asked)
    {
        try
        {
            var (root, reader) = YamlReader.Read(Sources.Read(path), path);
            if ((root ?? new JsonObject()) is not JsonObject mapping)
            {
                Problems.Add(ConfigurationProblem.At(new Place(path, 1, 1), "the file must be a mapping"));
                return null;
            }

            return Of(mapping, reader, path);
        }
        catch (YamlException exception)
        {
            Problems.Add(ConfigurationProblem.At(new Place(path, Math.Max(1, exception.Start.Line), Math.Max(1, exception.Start.Column)), exception.Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problems.Add(ConfigurationProblem.At(asked ?? new Place(path, 1, 1), asked is null ? exception.Message : $"include: {exception.Message}"));
        }

        return null;
    }

    private ConfigurationDocument Of(JsonObject mapping, YamlReader reader, string path)
    {
        if (formats.FirstOrDefault(format => format.Recognizes(mapping)) is { } format)
        {
            return Convert(format, mapping, reader, path);
        }

        plain.UnionWith(reader.Plain);
        var document = new ConfigurationDocument(mapping, path);
        foreach (var (at, place) in reader.Places)
        {
            document.Mark(at, place);
        }

        // A part that is named and left empty is as good as absent.
        foreach (var part in mapping.Where(static part => part.Value is null || part.Key.StartsWith(Extension, StringComparison.Ordinal)).Select(static part => part.Key).ToList())
        {
            mapping.Remove(part);
        }

        Join(document, path);
        return document;
    }

    private ConfigurationDocument Convert(IConfigurationFormat format, JsonObject mapping, YamlReader reader, string path)
    {
        var converted = format.Convert(mapping, reader.Places, path, environment);
        Notes.AddRange(converted.Notes);
        Problems.AddRange(converted.Problems);
        foreach (var file in converted.Files)
        {
            Sources.Add(file);
        }

        // How its values were quoted is not known of a converted document.
        plain.UnionWith(converted.Places.Keys);
        var document = new ConfigurationDocument(converted.Root, path);
        foreach (var (at, place) in converted.Places)
        {
            document.Mark(at, place);
        }

        return document;
    }

    private void Join(ConfigurationDocument document, string path)
    {
        if (!document.Root.Remove(Include, out var include))
        {
            return;
        }

        if (include is not JsonArray list || list.Any(static item => item?.GetValueKind() != System.Text.Json.JsonValueKind.String))
        {
            Problems.Add(document.Locate(new Problem(Include, "must be a list of file names")));
            return;
        }

        // The other parts' references are replaced when all files are joined.
        var references = new EnvironmentReferences(environment);
        references.Apply(new JsonObject { [Include] = list });
        Problems.AddRange(references.Problems.Select(document.Locate));
        for (var index = 0; references.Problems.Count == 0 && index < list.Count; index++)
        {
            var at = document.Find($"{Include}[{index}]");
            foreach (var file in FilesOf(list[index]!.GetValue<string>(), path, at))
            {
                if (Read(file, at) is { } included)
                {
                    Problems.AddRange(DocumentJoin.Add(document, included));
                }
            }
        }
    }

    private IReadOnlyList<string> FilesOf(string name, string includer, Place at)
    {
        var file = Path.Combine(Path.GetDirectoryName(includer) ?? string.Empty, name);
        var pattern = Path.GetFileName(file);
        var folder = Path.GetDirectoryName(file) ?? string.Empty;
        if (folder.AsSpan().ContainsAny('*', '?'))
        {
            Problems.Add(ConfigurationProblem.At(at, "include: * and ? can be used in a file's name alone, not in a folder's"));
            return [];
        }

        if (!pattern.AsSpan().ContainsAny('*', '?'))
        {
            return [file];
        }

        try
        {
            return Sources.Match(folder.Length == 0 ? "." : folder, pattern);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problems.Add(ConfigurationProblem.At(at, $"include: {exception.Message}"));
            return [];
        }
    }
}
