using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>A configuration as one JSON document, and where in which file each part of it stood.</summary>
internal sealed class ConfigurationDocument(JsonObject root, string file)
{
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);

    /// <summary>The document.</summary>
    public JsonObject Root { get; } = root;

    /// <summary>Notes a path's place; the first one stays.</summary>
    public void Mark(string path, Place place) => places.TryAdd(path, place);

    /// <summary>Takes over the places of another document.</summary>
    public void MarkAll(ConfigurationDocument other)
    {
        foreach (var (path, place) in other.places)
        {
            Mark(path, place);
        }
    }

    /// <summary>Where a path stood; for one that is not there (a missing field), where its nearest parent did.</summary>
    public Place Find(string path)
    {
        for (var at = path; ; at = Parent(at))
        {
            if (places.TryGetValue(at, out var place))
            {
                return place;
            }

            if (at.Length == 0)
            {
                return new Place(file, 1, 1);
            }
        }
    }

    /// <summary>A problem with its place.</summary>
    public ConfigurationProblem Locate(Problem problem) => ConfigurationProblem.At(Find(problem.Path), problem);

    // Where the last segment begins: .name, [0], or ["a name that is no word"].
    private static string Parent(string path)
    {
        var last = 0;
        for (var index = 0; index < path.Length; index++)
        {
            if (path[index] == '.')
            {
                last = index;
            }
            else if (path[index] == '[')
            {
                last = index;
                index = EndOfBracket(path, index);
            }
        }

        return path[..last];
    }

    private static int EndOfBracket(string path, int start)
    {
        var isQuoted = path[start + 1] == '"';
        for (var index = start + (isQuoted ? 2 : 1); index < path.Length; index++)
        {
            if (isQuoted && path[index] == '\\')
            {
                index++;
            }
            else if (path[index] == (isQuoted ? '"' : ']'))
            {
                return isQuoted ? index + 1 : index;
            }
        }

        return path.Length;
    }
}
