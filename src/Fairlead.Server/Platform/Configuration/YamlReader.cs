using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Reads YAML into JSON, and notes where each value and each name stood. Anchors, aliases and merge keys work, within bounds.</summary>
internal sealed class YamlReader
{
    private const int DeepestNesting = 64;
    private const int MostOpen = DeepestNesting + 10; // The stream and the document are open too.
    private const int MostValues = 1_000_000;
    private const string MergeKey = "<<";

    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);
    private readonly HashSet<string> plain = new(StringComparer.Ordinal);
    private readonly string file;
    private int values;

    private YamlReader(string file) => this.file = file;

    /// <summary>Where the values stood, by their paths: <c>managed.models[0].name</c>.</summary>
    public IReadOnlyDictionary<string, Place> Places => places;

    /// <summary>The paths of the scalars that were written without quotes.</summary>
    public IReadOnlySet<string> Plain => plain;

    /// <summary>Reads a document; an empty one is an empty mapping.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">The file's name, for places.</param>
    /// <exception cref="YamlException">It is not YAML, or too deep or too large.</exception>
    public static (JsonNode? Root, YamlReader Reader) Read(string text, string file = "")
    {
        CheckNesting(text);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var reader = new YamlReader(file);
        if (stream.Documents.Count > 1)
        {
            var second = stream.Documents[1].RootNode;
            throw new YamlException(second.Start, second.End, "Only one document is read from a file; this is the second.");
        }

        return (stream.Documents.Count == 0 ? new JsonObject() : reader.Convert(stream.Documents[0].RootNode, string.Empty, 0), reader);
    }

    /// <summary>Where a path stood, or else its nearest parent.</summary>
    public Place Find(string path) => DocumentPath.Nearest(places, path) ?? new Place(file, 1, 1);

    /// <summary>A scalar written without quotes, as YAML 1.2's core schema reads it (section 10.3).</summary>
    public static JsonNode? Scalar(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => JsonValue.Create(integer),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    // Loading goes down with the nesting, on the stack; reading events does not.
    private static void CheckNesting(string text)
    {
        var depth = 0;
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MostOpen)
            {
                throw new YamlException(parser.Current.Start, parser.Current.End, "It is nested too deep.");
            }
        }
    }

    private JsonNode? Convert(YamlNode node, string path, int depth)
    {
        // Aliases can make a few lines endless, or enormous.
        if (depth > DeepestNesting || ++values > MostValues)
        {
            throw new YamlException(node.Start, node.End, depth > DeepestNesting ? "It is nested too deep; does an alias hold itself?" : "It has too many values; do aliases multiply?");
        }

        places.TryAdd(path, PlaceOf(node));
        return node switch
        {
            YamlMappingNode mapping => ConvertMapping(mapping, path, depth),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select((child, index) => Convert(child, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), depth + 1))]),
            YamlScalarNode scalar => ConvertScalar(scalar, path),
            _ => throw new YamlException(node.Start, node.End, "Only mappings, sequences and scalars can be used."),
        };
    }

    private JsonObject ConvertMapping(YamlMappingNode mapping, string path, int depth)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Children.Where(static child => !IsMerge(child.Key)))
        {
            Add(result, key, value, path, depth);
        }

        // What is merged in yields to what the mapping says itself, and later ones to earlier ones (yaml.org/type/merge.html).
        foreach (var merged in mapping.Children.Where(static child => IsMerge(child.Key)).SelectMany(static child => Merged(child.Value)))
        {
            foreach (var (key, value) in merged.Children.Where(child => !result.ContainsKey(NameOf(child.Key))))
            {
                Add(result, key, value, path, depth);
            }
        }

        return result;
    }

    private void Add(JsonObject result, YamlNode key, YamlNode value, string path, int depth)
    {
        var name = NameOf(key);
        var child = Problem.Join(path, name);
        places[child] = PlaceOf(key);
        result.Add(name, Convert(value, child, depth + 1));
    }

    private JsonNode? ConvertScalar(YamlScalarNode scalar, string path)
    {
        if (scalar.Style is not ScalarStyle.Plain)
        {
            return JsonValue.Create(scalar.Value ?? string.Empty);
        }

        plain.Add(path);
        return Scalar(scalar.Value ?? string.Empty);
    }

    private Place PlaceOf(YamlNode node) => new(file, node.Start.Line, node.Start.Column);

    private static string NameOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? throw new YamlException(key.Start, key.End, "A name must be text.");

    private static bool IsMerge(YamlNode key) => key is YamlScalarNode { Value: MergeKey, Style: ScalarStyle.Plain };

    private static IEnumerable<YamlMappingNode> Merged(YamlNode value) => value switch
    {
        YamlMappingNode mapping => [mapping],
        YamlSequenceNode sequence when sequence.Children.All(static child => child is YamlMappingNode) => sequence.Children.Cast<YamlMappingNode>(),
        _ => throw new YamlException(value.Start, value.End, "What is merged must be a mapping, or a list of mappings."),
    };
}
