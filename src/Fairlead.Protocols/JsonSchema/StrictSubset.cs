using System.Collections.Frozen;
using System.Text.Json;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>
/// Whether OpenAI takes a valid schema with <c>strict: true</c> (platform.openai.com, guide "Structured outputs", "Supported schemas").
/// What the guide leaves open counts as not taken.
/// </summary>
internal sealed class StrictSubset
{
    private const int MostProperties = 5_000;
    private const int DeepestNesting = 10;
    private const int MostNameCharacters = 120_000;
    private const int MostEnumValues = 1_000;
    private const int LargeEnum = 250;
    private const int MostLargeEnumCharacters = 15_000;

    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "$ref", "$defs", "definitions",
        "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems",
        "title", "description");

    private int properties;
    private int characters;
    private int enumValues;

    /// <summary>Whether a schema, already known to be valid, lies in the subset.</summary>
    public static bool Holds(JsonElement schema) => new StrictSubset().HoldsAtRoot(schema);

    private bool HoldsAtRoot(JsonElement schema) =>
        Is(schema, "type", "object")
        && !schema.TryGetProperty("anyOf", out _)
        && HoldsFor(schema, 0, isRoot: true)
        && properties <= MostProperties
        && characters <= MostNameCharacters
        && enumValues <= MostEnumValues;

    private bool HoldsFor(JsonElement schema, int level, bool isRoot = false)
    {
        if (schema.TryGetProperty("$ref", out _))
        {
            return schema.GetPropertyCount() == 1;
        }

        var isContainer = HasType(schema, "object") || HasType(schema, "array");
        var depth = level + (isContainer ? 1 : 0);
        return depth <= DeepestNesting
            && schema.EnumerateObject().All(member => Keywords.Contains(member.Name) || (isRoot && member.NameEquals("$schema")))
            && (schema.TryGetProperty("type", out _) || schema.TryGetProperty("anyOf", out _))
            && HoldsForValues(schema)
            && HoldsForObject(schema, depth)
            && (!HasType(schema, "array") || schema.TryGetProperty("items", out _))
            && (!schema.TryGetProperty("items", out var items) || HoldsFor(items, depth))
            && (!schema.TryGetProperty("anyOf", out var forms) || forms.EnumerateArray().All(form => HoldsFor(form, level)))
            && HoldsForDefinitions(schema, "$defs")
            && HoldsForDefinitions(schema, "definitions");
    }

    private bool HoldsForObject(JsonElement schema, int depth)
    {
        var hasProperties = schema.TryGetProperty("properties", out var members);
        if (!hasProperties || !HasType(schema, "object"))
        {
            return !hasProperties && !HasType(schema, "object");
        }

        var names = members.EnumerateObject().Select(static member => member.Name).ToHashSet(StringComparer.Ordinal);
        properties += names.Count;
        characters += names.Sum(static name => name.Length);
        return schema.TryGetProperty("additionalProperties", out var additional)
            && additional.ValueKind == JsonValueKind.False
            && names.SetEquals(Strings(schema, "required"))
            && members.EnumerateObject().All(member => HoldsFor(member.Value, depth));
    }

    private bool HoldsForDefinitions(JsonElement schema, string keyword)
    {
        if (!schema.TryGetProperty(keyword, out var definitions))
        {
            return true;
        }

        characters += definitions.EnumerateObject().Sum(static member => member.Name.Length);
        return definitions.EnumerateObject().All(member => HoldsFor(member.Value, 0));
    }

    private bool HoldsForValues(JsonElement schema)
    {
        var values = schema.TryGetProperty("enum", out var choices) ? choices.GetArrayLength() : 0;
        var length = Strings(schema, "enum").Sum(static value => value.Length);
        enumValues += values;
        characters += length;
        characters += schema.TryGetProperty("const", out var only) && only.ValueKind == JsonValueKind.String ? only.GetString()!.Length : 0;
        return (values <= LargeEnum || length <= MostLargeEnumCharacters) && !Is(schema, "format", "uri");
    }

    private static IEnumerable<string> Strings(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var values)
        ? values.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)
        : [];

    private static bool HasType(JsonElement schema, string type) =>
        Is(schema, "type", type)
        || (schema.TryGetProperty("type", out var types)
            && types.ValueKind == JsonValueKind.Array
            && types.EnumerateArray().Any(item => item.ValueEquals(type)));

    private static bool Is(JsonElement schema, string keyword, string value) =>
        schema.TryGetProperty(keyword, out var given) && given.ValueKind == JsonValueKind.String && given.ValueEquals(value);
}
