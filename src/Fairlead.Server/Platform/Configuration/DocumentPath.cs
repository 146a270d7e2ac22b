using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Finds a value of a document by its path.</summary>
internal static class DocumentPath
{
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
}
