using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Joins an included document into the one that includes it: maps by key, and the same key twice is a problem that names both places.</summary>
internal static class DocumentJoin
{
    /// <summary>How deep each part is a map of maps; what is not here is one thing.</summary>
    private static readonly Dictionary<string, int> Depths = new(StringComparer.Ordinal)
    {
        ["secrets"] = 1, ["providers"] = 1, ["keys"] = 1, ["routes"] = 1, ["options"] = 2,
    };

    /// <summary>Adds what an included document has; says what both have.</summary>
    public static IReadOnlyList<ConfigurationProblem> Add(ConfigurationDocument document, ConfigurationDocument included)
    {
        var problems = new List<ConfigurationProblem>();
        foreach (var (name, part) in included.Root.ToList())
        {
            included.Root.Remove(name);
            Add(document.Root, name, part, Problem.Join(string.Empty, name), Depths.GetValueOrDefault(name));
        }

        document.MarkAll(included);
        return problems;

        void Add(JsonObject into, string name, JsonNode? value, string path, int depth)
        {
            if (!into.TryGetPropertyValue(name, out var present))
            {
                into.Add(name, value);
            }
            else if (depth > 0 && present is JsonObject target && value is JsonObject source)
            {
                foreach (var (key, entry) in source.ToList())
                {
                    source.Remove(key);
                    Add(target, key, entry, Problem.Join(path, key), depth - 1);
                }
            }
            else
            {
                problems.Add(ConfigurationProblem.At(included.Find(path), new Problem(path, $"is declared already, at {document.Find(path)}")));
            }
        }
    }
}
