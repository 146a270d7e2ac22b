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
    public Place Find(string path) => DocumentPath.Nearest(places, path) ?? new Place(file, 1, 1);

    /// <summary>A problem with its place.</summary>
    public ConfigurationProblem Locate(Problem problem) => ConfigurationProblem.At(Find(problem.Path), problem);
}
