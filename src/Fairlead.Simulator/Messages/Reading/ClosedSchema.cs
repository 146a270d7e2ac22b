using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>What structured outputs demand of a schema: every object in it is closed.
/// https://platform.claude.com/docs/en/build-with-claude/structured-outputs</summary>
internal static class ClosedSchema
{
    private static readonly string[] Lists = ["anyOf", "allOf", "prefixItems"];
    private static readonly string[] Maps = ["properties", "$defs", "definitions"];

    /// <returns>What is wrong, in the vendor's words; null when nothing is.</returns>
    internal static string? Problem(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (schema.Text("type") == "object" && schema.Get("additionalProperties") is not { ValueKind: JsonValueKind.False })
        {
            return "For 'object' type, 'additionalProperties' must be explicitly set to false";
        }

        IEnumerable<JsonElement> inLists = Lists.SelectMany(name => schema.Items(name));
        IEnumerable<JsonElement> inMaps = Maps.Select(name => schema.Get(name)).Where(map => map is { ValueKind: JsonValueKind.Object })
            .SelectMany(map => map!.Value.EnumerateObject().Select(p => p.Value));
        IEnumerable<JsonElement> items = schema.Get("items") is { } item ? [item] : [];
        return inLists.Concat(inMaps).Concat(items).Select(Problem).FirstOrDefault(problem => problem is not null);
    }
}
