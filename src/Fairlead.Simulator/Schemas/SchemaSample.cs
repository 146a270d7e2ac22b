using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Schemas;

/// <summary>Makes a value that satisfies a JSON schema, the same one for the same schema and digest.</summary>
internal sealed class SchemaSample(JsonElement root, Digest digest)
{
    /// <summary>From here on only what the schema demands is made, so that recursive schemas come to an end.</summary>
    private const int SparseDepth = 5;

    /// <summary>A schema that demands itself has no finite value; this ends it.</summary>
    private const int DeepestLevel = 40;

    /// <summary>The same for one that demands itself several times at each level.</summary>
    private const int MostValues = 20_000;

    private readonly SchemaView view = new(root);
    private int values;

    internal JsonNode? Make() => Make(root, "value", 0);

    private JsonNode? Make(JsonElement schema, string name, int depth)
    {
        if (depth > DeepestLevel || ++values > MostValues)
        {
            return null;
        }

        IReadOnlyDictionary<string, JsonElement> rules = view.Resolve(schema, sparse: depth >= SparseDepth);
        if (rules.TryGetValue("const", out JsonElement constant))
        {
            return Copy(constant);
        }

        if (rules.TryGetValue("enum", out JsonElement choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0)
        {
            return Copy(choices[digest.Add(name).Below(choices.GetArrayLength())]);
        }

        return SchemaView.TypeOf(rules) switch
        {
            "object" => MakeObject(rules, depth),
            "array" => MakeArray(rules, name, depth),
            "string" => StringSample.Make(rules, name, digest.Add(depth).Add(name)),
            "integer" => NumberSample.Make(rules, whole: true, digest.Add(name)),
            "number" => NumberSample.Make(rules, whole: false, digest.Add(name)),
            "boolean" => digest.Add(name).Below(2) == 0,
            "null" => null,
            _ => StringSample.Make(rules, name, digest.Add(name)),
        };
    }

    private JsonObject MakeObject(IReadOnlyDictionary<string, JsonElement> rules, int depth)
    {
        var result = new JsonObject();
        string[] required = rules.TryGetValue("required", out JsonElement names) && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!)]
            : [];
        if (rules.TryGetValue("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                if (depth < SparseDepth || required.Contains(property.Name))
                {
                    result[property.Name] = Make(property.Value, property.Name, depth + 1);
                }
            }
        }

        bool typed = rules.TryGetValue("additionalProperties", out JsonElement others) && others.ValueKind == JsonValueKind.Object;
        string[] missing = [.. required.Where(n => !result.ContainsKey(n))];
        int least = rules.Count("minProperties", typed && depth < SparseDepth && result.Count == 0 ? 1 : 0);
        IEnumerable<string> invented = Enumerable.Range(1, Math.Max(0, least - result.Count - missing.Length)).Select(i => $"key{i}");
        foreach (string name in missing.Concat(invented))
        {
            result[name] = typed ? Make(others, name, depth + 1) : JsonValue.Create($"simulated {name}");
        }

        return result;
    }

    private JsonArray MakeArray(IReadOnlyDictionary<string, JsonElement> rules, string name, int depth)
    {
        var result = new JsonArray();
        if (rules.TryGetValue("prefixItems", out JsonElement prefix) && prefix.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in prefix.EnumerateArray())
            {
                result.Add(Make(item, $"{name}{result.Count}", depth + 1));
            }
        }

        bool typed = rules.TryGetValue("items", out JsonElement items) && items.ValueKind == JsonValueKind.Object;
        int least = rules.Count("minItems", depth < SparseDepth && typed && result.Count == 0 ? 1 : 0);
        int most = rules.Count("maxItems", SchemaNumbers.MostParts);
        while (result.Count < Math.Min(least, most))
        {
            string label = result.Count == 0 ? name : $"{name} {result.Count + 1}";
            result.Add(typed ? Make(items, label, depth + 1) : JsonValue.Create($"simulated {label}"));
        }

        return result;
    }

    private static JsonNode? Copy(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
