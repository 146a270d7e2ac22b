using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Schemas in the vendor's subset of OpenAPI (https://ai.google.dev/api/caching#Schema).</summary>
internal static class OpenApiSchema
{
    private static readonly string[] Counts = ["minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties"];

    internal static void Check(JsonElement schema, string at)
    {
        string? type = schema.Text("type")?.ToUpperInvariant();
        if (type == "ARRAY" && schema.Get("items") is null)
        {
            throw GoogleErrors.Invalid($"{at}.items: missing field.\n");
        }

        if (type == "OBJECT" && schema.Get("properties")?.EnumerateObject().Any() is not true)
        {
            throw GoogleErrors.Invalid($"{at}.properties: should be non-empty for OBJECT type\n");
        }

        if (schema.Get("enum") is not null && type is not (null or "STRING"))
        {
            throw GoogleErrors.Invalid($"{at}.enum: only allowed for STRING type\n");
        }

        string[] known = schema.Get("properties") is { } properties ? [.. properties.EnumerateObject().Select(p => p.Name)] : [];
        int index = 0;
        foreach (JsonElement name in schema.Items("required"))
        {
            if (!known.Contains(name.GetString()))
            {
                throw GoogleErrors.Invalid($"{at}.required[{index}]: property is not defined\n");
            }

            index++;
        }

        CheckParts(schema, at);
    }

    /// <summary>The same as a JSON schema: small letters, and numbers for numbers.</summary>
    internal static JsonElement ToJsonSchema(JsonElement schema) => JsonElement.Parse(Convert(schema).ToJsonString());

    private static void CheckParts(JsonElement schema, string at)
    {
        if (schema.Get("properties") is { } properties)
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                Check(property.Value, $"{at}.properties[{property.Name}]");
            }
        }

        if (schema.Get("items") is { } items)
        {
            Check(items, $"{at}.items");
        }

        int index = 0;
        foreach (JsonElement branch in schema.Items("anyOf"))
        {
            Check(branch, $"{at}.any_of[{index++}]");
        }
    }

    private static JsonObject Convert(JsonElement schema)
    {
        var result = new JsonObject();
        foreach (JsonProperty keyword in schema.EnumerateObject().Where(k => k.Value.ValueKind != JsonValueKind.Null))
        {
            result[keyword.Name] = keyword.Name switch
            {
                "type" => keyword.Value.GetString()!.ToLowerInvariant(),
                "items" => Convert(keyword.Value),
                "anyOf" => new JsonArray([.. keyword.Value.EnumerateArray().Select(Convert)]),
                "properties" => new JsonObject(keyword.Value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Convert(p.Value)))),
                _ when Counts.Contains(keyword.Name) && keyword.Value.ValueKind == JsonValueKind.String =>
                    long.Parse(keyword.Value.GetString()!, CultureInfo.InvariantCulture),
                _ => JsonNode.Parse(keyword.Value.GetRawText()),
            };
        }

        return result;
    }
}
