using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Gateway.ProviderTypes;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>The schema of the configuration file: by parts, as the file is checked, and as one document, as editors want it.</summary>
internal static class FileSchema
{
    /// <summary>What a provider's identifier must be.</summary>
    public const string Identifier = "^[a-z0-9][a-z0-9-_.]{0,62}$";

    private const string SecretName = """{"pattern": "^[A-Za-z0-9-_]+$", "maxLength": 100}""";

    private const string Key = """
        {
          "type": "object", "required": ["key"], "additionalProperties": false, "description": "A key that clients of the gateway present.",
          "properties": {
            "key": {"type": "string", "minLength": 1, "maxLength": 4096, "description": "secret:NAME, or the key itself, better as ${ENV}."},
            "models": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 256}, "description": "What it may use: models, patterns, access groups; everything when absent."}
          }
        }
        """;

    private const string Defaults = """
        {
          "type": "object", "required": ["provider"], "additionalProperties": false, "description": "What requests use when they name none.",
          "properties": {
            "provider": {"type": "string", "minLength": 1, "maxLength": 256},
            "model": {"type": "string", "minLength": 1, "maxLength": 256, "description": "The provider's first enabled model when absent."}
          }
        }
        """;

    /// <summary>The provider types that a file can declare; the managed one has a part of its own.</summary>
    public static IEnumerable<IProviderType> Types => KnownProviderTypes.All.Where(static type => type.IsConnectable);

    /// <summary>The schema of the file but for what depends on a provider's type, and for routes.</summary>
    public static Schema Outline(IReadOnlyDictionary<string, Type> sections) => Schema.Parse(JsonSerializer.SerializeToElement(Whole(
        sections, KnownProviderTypes.Find(PortProviderType.TypeName)!, Map(Identifiers, """{"type": "object"}"""), """{"type": "object"}""")));

    /// <summary>The schema of a provider of a type.</summary>
    public static JsonObject Provider(IProviderType type, bool isNamedAsType) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = isNamedAsType ? new JsonArray() : new JsonArray("type"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["enum"] = new JsonArray(type.Name), ["description"] = "The provider type; the identifier when absent." },
            ["enabled"] = Parse("""{"type": "boolean", "default": true}"""),
            ["config"] = SettingsOf(type),
            ["overrides"] = JsonNode.Parse(ProviderOverrides.Schema.Source.GetRawText()),
        },
    };

    /// <summary>The whole as one JSON Schema (draft 2020-12).</summary>
    public static JsonObject Document(IReadOnlyDictionary<string, Type> sections)
    {
        var definitions = new JsonObject { ["route"] = JsonNode.Parse(RouteSchema.Schema.Source.GetRawText()) };
        var named = new JsonObject();
        var forms = new JsonArray();
        foreach (var type in Types)
        {
            definitions.Add(type.Name, Provider(type, isNamedAsType: false));
            definitions.Add($"{type.Name}-itself", Provider(type, isNamedAsType: true));
            named.Add(type.Name, Reference($"{type.Name}-itself"));
            forms.Add(Reference(type.Name));
        }

        var providers = Map(Identifiers, null);
        providers["properties"] = named;
        providers["additionalProperties"] = new JsonObject { ["anyOf"] = forms };
        var whole = Whole(sections, KnownProviderTypes.Find(PortProviderType.TypeName)!, providers, Reference("route").ToJsonString());
        whole.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.Insert(1, "title", "Fairlead's configuration file, fairlead.yaml");
        whole.Add("$defs", definitions);
        return whole;
    }

    private static string Identifiers => $$"""{"pattern": "{{Identifier}}"}""";

    private static JsonObject Whole(IReadOnlyDictionary<string, Type> sections, IProviderType managed, JsonObject providers, string route) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["include"] = Parse("""{"type": "array", "items": {"type": "string", "minLength": 1}, "description": "Further files, relative to this one; a name may hold * and ?. Their parts are joined with this file's."}"""),
            ["secrets"] = Describe(Map(SecretName, """{"type": "string", "minLength": 1, "maxLength": 65536}"""), "Secrets by name, kept in memory alone: better as ${ENV}."),
            ["providers"] = Describe(providers, "LLM providers by identifier."),
            ["defaults"] = Parse(Defaults),
            ["keys"] = Describe(Map(SecretName, Key), "Gateway keys by name."),
            ["managed"] = SettingsOf(managed),
            ["routes"] = Describe(Map(RouteNames.InAMap, route), "Models that clients can name, by name."),
            ["options"] = Describe(Options(sections), "What is set once, at the start."),
        },
    };

    // A model's name of fewer than three letters is refused by the contract of the API; there are such models: o1, r1.
    private static JsonNode SettingsOf(IProviderType type)
    {
        var settings = JsonNode.Parse(type.Settings.Source.GetRawText())!;
        if (settings["properties"]?["models"]?["items"]?["properties"]?["name"] is JsonObject name)
        {
            name["minLength"] = 1;
        }

        return settings;
    }

    private static JsonObject Options(IReadOnlyDictionary<string, Type> sections)
    {
        var options = new JsonObject();
        foreach (var (name, type) in sections)
        {
            options.Add(JsonNamingPolicy.CamelCase.ConvertName(name), OptionsSchema.Of(type));
        }

        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = options };
    }

    private static JsonObject Map(string names, string? values)
    {
        var map = new JsonObject { ["type"] = "object", ["propertyNames"] = Parse(names) };
        if (values is not null)
        {
            map["additionalProperties"] = Parse(values);
        }

        return map;
    }

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static JsonObject Describe(JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
