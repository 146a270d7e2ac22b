using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Schemas;

/// <summary>Flattens a schema to one set of keywords: follows <c>$ref</c>, merges <c>allOf</c>, and decides for one branch of
/// <c>anyOf</c> and <c>oneOf</c>.</summary>
internal sealed class SchemaView(JsonElement root)
{
    /// <summary>Parts looked at for one value; a schema that is made of itself ends here.</summary>
    private const int MostParts = 200;

    private int parts;

    internal IReadOnlyDictionary<string, JsonElement> Resolve(JsonElement schema, bool sparse)
    {
        var rules = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        parts = 0;
        Merge(rules, schema, sparse);
        return rules;
    }

    /// <summary>The type to make: the first that is not null, or what the other keywords imply.</summary>
    internal static string? TypeOf(IReadOnlyDictionary<string, JsonElement> rules)
    {
        if (rules.TryGetValue("type", out JsonElement type))
        {
            return type.ValueKind switch
            {
                JsonValueKind.String => type.GetString(),
                JsonValueKind.Array => type.EnumerateArray().Select(t => t.GetString()).OrderBy(t => t == "null").FirstOrDefault(),
                _ => null,
            };
        }

        return rules.ContainsKey("properties") || rules.ContainsKey("required") || rules.ContainsKey("additionalProperties") ? "object"
            : rules.ContainsKey("items") || rules.ContainsKey("prefixItems") ? "array"
            : rules.ContainsKey("minimum") || rules.ContainsKey("maximum") ? "number"
            : null;
    }

    private void Merge(Dictionary<string, JsonElement> rules, JsonElement schema, bool sparse)
    {
        if (schema.ValueKind != JsonValueKind.Object || ++parts > MostParts)
        {
            return;
        }

        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            Add(rules, keyword);
        }

        if (schema.Text("$ref") is { } pointer && Find(pointer) is { } target)
        {
            Merge(rules, target, sparse);
        }

        foreach (JsonElement part in schema.Items("allOf"))
        {
            Merge(rules, part, sparse);
        }

        foreach (string keyword in (string[])["anyOf", "oneOf"])
        {
            JsonElement[] branches = [.. schema.Items(keyword).OrderBy(b => IsNull(b) != sparse)];
            if (branches.Length > 0)
            {
                Merge(rules, branches[0], sparse);
            }
        }
    }

    private static void Add(Dictionary<string, JsonElement> rules, JsonProperty keyword)
    {
        if (keyword.Name is "properties" or "required" && rules.TryGetValue(keyword.Name, out JsonElement known)
            && known.ValueKind == keyword.Value.ValueKind)
        {
            rules[keyword.Name] = Union(known, keyword.Value);
            return;
        }

        rules.TryAdd(keyword.Name, keyword.Value);
    }

    private static JsonElement Union(JsonElement first, JsonElement second)
    {
        string a = first.GetRawText().Trim();
        string b = second.GetRawText().Trim();
        string between = a[1..^1].Trim().Length == 0 || b[1..^1].Trim().Length == 0 ? "" : ",";
        return JsonElement.Parse(a[..^1] + between + b[1..]);
    }

    private static bool IsNull(JsonElement branch) => branch.Text("type") == "null";

    private JsonElement? Find(string pointer)
    {
        JsonElement? at = root;
        foreach (string step in pointer.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at?.Get(Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        }

        return at;
    }
}
