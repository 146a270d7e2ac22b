using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Reads YAML into JSON, and remembers where each value and each name stood.</summary>
internal sealed class YamlReader
{
    private readonly Dictionary<string, Mark> marks = new(StringComparer.Ordinal);

    private YamlReader()
    {
    }

    /// <summary>Where the values stood, by their paths: <c>managed.models[0].name</c>.</summary>
    public IReadOnlyDictionary<string, Mark> Marks => marks;

    /// <summary>Reads a document; an empty one is an empty mapping.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static (JsonNode? Root, YamlReader Reader) Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var reader = new YamlReader();
        return (stream.Documents.Count == 0 ? new JsonObject() : reader.Convert(stream.Documents[0].RootNode, string.Empty), reader);
    }

    /// <summary>Where a path stood; for one that is not there (a missing field), where its nearest parent did.</summary>
    public Mark Find(string path)
    {
        for (var at = path; ; at = Parent(at))
        {
            if (marks.TryGetValue(at, out var mark) || at.Length == 0)
            {
                return at.Length == 0 && mark.Line == 0 ? new Mark(0, 1, 1) : mark;
            }
        }
    }

    private static string Parent(string path)
    {
        var cut = path.EndsWith(']') ? path.LastIndexOf('[') : path.LastIndexOf('.');
        return cut < 0 ? string.Empty : path[..cut];
    }

    private JsonNode? Convert(YamlNode node, string path)
    {
        marks.TryAdd(path, node.Start);
        return node switch
        {
            YamlMappingNode mapping => ConvertMapping(mapping, path),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select((child, index) => Convert(child, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")))]),
            YamlScalarNode scalar => ConvertScalar(scalar),
            _ => throw new YamlException(node.Start, node.End, "Only mappings, sequences and scalars can be used."),
        };
    }

    private JsonObject ConvertMapping(YamlMappingNode mapping, string path)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? throw new YamlException(key.Start, key.End, "A name must be text.");
            var child = Problem.Join(path, name);
            marks[child] = key.Start;
            result.Add(name, Convert(value, child));
        }

        return result;
    }

    // YAML 1.2, section 10.3: the core schema.
    private static JsonValue? ConvertScalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? string.Empty;
        if (scalar.Style is not ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => JsonValue.Create(integer),
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }
}
