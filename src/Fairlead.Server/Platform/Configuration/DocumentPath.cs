using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Finds values of a document by their paths, and what is known of the nearest parent of one.</summary>
internal static class DocumentPath
{
    /// <summary>The place of a path, or else of its nearest parent; null when not even the document has one.</summary>
    public static Place? Nearest(IReadOnlyDictionary<string, Place> places, string path)
    {
        for (var at = path; ; at = Parent(at))
        {
            if (places.TryGetValue(at, out var place))
            {
                return place;
            }

            if (at.Length == 0)
            {
                return null;
            }
        }
    }

    /// <summary>Reads a string again as YAML reads a scalar without quotes.</summary>
    public static void Retype(JsonNode root, string path) => Walk(root, string.Empty, path);

    private static bool Walk(JsonNode? node, string at, string path)
    {
        switch (node)
        {
            case JsonObject mapping:
                return mapping.ToList().Exists(member => Step(member.Value, Problem.Join(at, member.Key), path, value => mapping[member.Key] = value));
            case JsonArray list:
                return Enumerable.Range(0, list.Count).Any(index => Step(list[index], string.Create(CultureInfo.InvariantCulture, $"{at}[{index}]"), path, value => list[index] = value));
            default:
                return false;
        }
    }

    private static bool Step(JsonNode? value, string at, string path, Action<JsonNode?> set)
    {
        if (at == path && value?.GetValueKind() == JsonValueKind.String)
        {
            set(YamlReader.Scalar(value.GetValue<string>()));
            return true;
        }

        return path.StartsWith(at, StringComparison.Ordinal) && Walk(value, at, path);
    }

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
