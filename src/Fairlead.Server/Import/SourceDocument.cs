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
        var (root, reader) = YamlReader.Read(text);
        return new SourceDocument(file, root, path => reader.Find(path) is var mark ? new SourcePosition(file, mark.Line, mark.Column) : default);
    }
}
