using System.Text.Json.Nodes;
using Fairlead.Server.Platform.Configuration;
using YamlDotNet.Core;

namespace Fairlead.Server.Import;

/// <summary>A file that is imported, parsed. JSON is read as the YAML that it is.</summary>
/// <param name="File">What to call it in messages.</param>
/// <param name="Root">Its content.</param>
/// <param name="Find">Where a path of it stands, or else its nearest parent.</param>
internal sealed record SourceDocument(string File, JsonNode? Root, Func<string, SourcePosition> Find)
{
    /// <summary>Parses text.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static SourceDocument Parse(string file, string text)
    {
        var (root, reader) = YamlReader.Read(text, file);
        return Of(file, root, reader.Places);
    }

    /// <summary>What was parsed already.</summary>
    public static SourceDocument Of(string file, JsonNode? root, IReadOnlyDictionary<string, Place> places) => new(file, root, path => Locate(file, places, path));

    private static SourcePosition Locate(string file, IReadOnlyDictionary<string, Place> places, string path)
    {
        for (var at = path; at.Length > 0;)
        {
            if (places.TryGetValue(at, out var place))
            {
                return new SourcePosition(place.File, place.Line, place.Column);
            }

            var cut = at.EndsWith(']') ? at.LastIndexOf('[') : at.LastIndexOf('.');
            at = cut < 0 ? string.Empty : at[..cut];
        }

        return places.TryGetValue(string.Empty, out var root) ? new SourcePosition(root.File, root.Line, root.Column) : new SourcePosition(file, 1, 1);
    }
}
