using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Schemas;

/// <summary>What the vendor demands of a schema sent with <c>strict: true</c>: every object closed, every property required.</summary>
internal static class StrictSchema
{
    /// <returns>What is wrong first, in the vendor's words; null when nothing is.</returns>
    internal static string? Problem(JsonElement schema) => Problem(schema, []);

    private static string? Problem(JsonElement schema, string[] path)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (schema.Get("properties") is { ValueKind: JsonValueKind.Object } properties)
        {
            return Closed(schema, properties, path)
                ?? First(properties.EnumerateObject().Select(p => Problem(p.Value, [.. path, "properties", p.Name])));
        }

        if (schema.Text("type") == "object" && !IsClosed(schema))
        {
            return NotClosed(path);
        }

        IEnumerable<string?> parts = schema.Items("anyOf").Select((branch, i) => Problem(branch, [.. path, "anyOf", $"{i}"]));
        IEnumerable<string?> items = schema.Get("items") is { } item ? [Problem(item, [.. path, "items"])] : [];
        return First(items.Concat(parts).Concat(Definitions(schema, path)));
    }

    private static string? Closed(JsonElement schema, JsonElement properties, string[] path)
    {
        if (!IsClosed(schema))
        {
            return NotClosed(path);
        }

        HashSet<string?> required = [.. schema.Items("required").Select(n => n.GetString())];
        string? missing = properties.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => !required.Contains(n));
        return missing is not null
            ? $"In context={Context(path)}, 'required' is required to be supplied and to be an array including every key in properties. Missing '{missing}'."
            : First(Definitions(schema, path));
    }

    private static IEnumerable<string?> Definitions(JsonElement schema, string[] path) =>
        schema.Get("$defs") is { ValueKind: JsonValueKind.Object } definitions
            ? definitions.EnumerateObject().Select(d => Problem(d.Value, [.. path, "$defs", d.Name]))
            : [];

    private static bool IsClosed(JsonElement schema) => schema.Get("additionalProperties") is { ValueKind: JsonValueKind.False };

    private static string NotClosed(string[] path) =>
        $"In context={Context(path)}, 'additionalProperties' is required to be supplied and to be false.";

    private static string? First(IEnumerable<string?> problems) => problems.FirstOrDefault(p => p is not null);

    private static string Context(string[] path) => path.Length == 1 ? $"('{path[0]}',)" : $"({string.Join(", ", path.Select(p => $"'{p}'"))})";
}
