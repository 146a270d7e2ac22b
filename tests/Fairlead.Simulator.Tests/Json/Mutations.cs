using System.Text.Json.Nodes;

namespace Fairlead.Simulator.Tests.Json;

/// <summary>Every document that differs from a given one in a single value.</summary>
internal static class Mutations
{
    private static readonly string[] Values = ["null", "true", "-1", "0.5", "\"\"", "\"x\"", "[]", "[null]", "{}", """{"x":1}"""];

    internal static IEnumerable<string> Of(string json)
    {
        JsonNode root = JsonNode.Parse(json)!;
        return Places(root).SelectMany(path => Values.Select(value => Changed(root, path, value)));
    }

    private static IEnumerable<object[]> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Below(m.Key, m.Value)),
        JsonArray items => items.SelectMany((item, i) => Below(i, item)),
        _ => [],
    };

    private static IEnumerable<object[]> Below(object step, JsonNode? node) =>
        Places(node).Select(rest => (object[])[step, .. rest]).Prepend([step]);

    private static string Changed(JsonNode root, object[] path, string value)
    {
        JsonNode copy = root.DeepClone();
        JsonNode at = path[..^1].Aggregate(copy, (node, step) => step is int i ? node[i]! : node[(string)step]!);
        if (path[^1] is int index)
        {
            at[index] = JsonNode.Parse(value);
        }
        else
        {
            at[(string)path[^1]] = JsonNode.Parse(value);
        }

        return copy.ToJsonString();
    }
}
