using System.Text.Json.Nodes;
using Fairlead.Server.Platform.Configuration;
using YamlDotNet.Core;

namespace Fairlead.Server.Import;

/// <summary>A file that is imported, parsed. JSON is read as the YAML that it is.</summary>
/// <param name="File">What to call it in messages.</param>
/// <param name="Root">Its content.</param>
/// <param name="Reader">Where its values stood.</param>
internal sealed record SourceDocument(string File, JsonNode? Root, YamlReader Reader)
{
    /// <summary>Parses text.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static SourceDocument Parse(string file, string text)
    {
        var (root, reader) = YamlReader.Read(text);
        return new SourceDocument(file, root, reader);
    }

    /// <summary>Where a path stands.</summary>
    public SourcePosition Find(string path)
    {
        var mark = Reader.Find(path);
        return new SourcePosition(File, mark.Line, mark.Column);
    }
}
