using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.Json;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Reads model entries, <c>{name, displayName?, contextWindow?, maxOutputTokens?, supportedFeatures?, enabled?, operations?, pricing?}</c>, and their overrides.</summary>
internal static class ModelEntries
{
    /// <summary>The schema of <c>models</c>.</summary>
    public const string SchemaText = $$"""
        {
          "type": "array", "minItems": 1, "description": "The models that the server really exposes.",
          "items": {
            "type": "object", "required": ["name"], "additionalProperties": false,
            "properties": {
              "name": {"type": "string", "minLength": 3, "maxLength": 256, "pattern": "{{SettingSchemas.ModelName}}", "description": "The string that the server takes as model."},
              "displayName": {"type": "string", "maxLength": 256},
              "contextWindow": {"type": "integer", "minimum": 1, "maximum": 2147483647, "description": "Tokens that the model can read."},
              "maxOutputTokens": {"type": "integer", "minimum": 1, "maximum": 2147483647, "description": "Tokens that the model can write: the limit of a request that has none, in dialects that demand one."},
              "enabled": {"type": "boolean", "default": true},
              "operations": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"enum": ["chat", "responses", "messages", "embeddings", "completions", "images", "audio", "moderations", "rerank"]}, "default": ["chat"]},
              "supportedFeatures": {
                "type": "object", "additionalProperties": false, "description": "false takes the feature out of what is sent.",
                "properties": {
                  "temperature": {"type": "boolean"}, "topP": {"type": "boolean"}, "seed": {"type": "boolean"}, "stop": {"type": "boolean"},
                  "tools": {"type": "boolean"}, "parallelToolCalls": {"type": "boolean"}, "vision": {"type": "boolean"}, "reasoning": {"type": "boolean"},
                  "responseFormat": {"type": "boolean"}, "streaming": {"type": "boolean"}
                }
              },
              "pricing": {{SettingSchemas.Pricing}}
            }
          }
        }
        """;

    /// <summary>Where a model is at its provider.</summary>
    public delegate ModelUpstream UpstreamOf(ModelEntry model);

    /// <summary>Whether each model is enabled, as <c>overrides.models</c> says; a model that it does not name is not in it.</summary>
    public static IReadOnlyDictionary<string, bool> Overrides(JsonElement overrides) =>
        overrides.ValueKind == JsonValueKind.Object && overrides.TryGetProperty("models", out var models)
            ? models.EnumerateObject().ToDictionary(static model => model.Name, static model => Flag(model.Value, "enabled", true), StringComparer.Ordinal)
            : new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>Reads an entry into a deployment.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="provider">The model's provider.</param>
    /// <param name="enabled">Whether it may be used.</param>
    /// <param name="isShipped">Whether the entry is of the shipped catalog.</param>
    /// <param name="upstreamOf">Where the model is at the provider.</param>
    /// <param name="lacking">What every model of the provider lacks unless its entry says otherwise.</param>
    /// <param name="isUnlisted">Whether nothing is known of it but its name.</param>
    /// <param name="isOffered">Whether a route may use it though it is not enabled.</param>
    public static Deployment Read(
        JsonElement entry, ProviderSnapshot provider, bool enabled, bool isShipped, UpstreamOf upstreamOf, ModelFeatures lacking = ModelFeatures.None, bool isUnlisted = false, bool isOffered = false)
    {
        var name = entry.GetProperty("name").GetString()!;
        var operations = Operations(entry);
        var upstream = upstreamOf(new ModelEntry(name, isShipped, operations, Count(entry, "maxOutputTokens")));
        return new Deployment
        {
            Model = name,
            UpstreamModel = upstream.Name,
            ModelJson = JsonSlice.Of(upstream.Name),
            Provider = provider,
            DisplayName = entry.TryGetProperty("displayName", out var display) ? display.GetString() : null,
            ContextWindow = Count(entry, "contextWindow"),
            Missing = Missing(entry, lacking),
            Operations = operations,
            IsUnlisted = isUnlisted,
            IsOffered = isOffered,
            ListsOperations = entry.TryGetProperty("operations", out _),
            Endpoints = upstream.Endpoints,
            Pricing = Pricing(entry),
            Enabled = enabled,
        };
    }

    /// <summary>A model of which an administrator said no more than its name.</summary>
    public static Deployment ReadUnlisted(string name, ProviderSnapshot provider, bool enabled, UpstreamOf upstreamOf) =>
        Read(Unlisted(name), provider, enabled, isShipped: false, upstreamOf);

    /// <summary>A model whose name a route's pattern gave: only the upstream knows whether there is one, and what it serves.</summary>
    public static Deployment ReadPattern(string name, ProviderSnapshot provider, UpstreamOf upstreamOf, ModelFeatures lacking = ModelFeatures.None) =>
        Read(Unlisted(name), provider, enabled: true, isShipped: false, upstreamOf, lacking, isUnlisted: true);

    /// <summary>A boolean member, or its default.</summary>
    public static bool Flag(JsonElement element, string name, bool otherwise) => element.TryGetProperty(name, out var flag) ? flag.GetBoolean() : otherwise;

    private static JsonElement Unlisted(string name)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(stream.ToArray());
    }

    private static int? Count(JsonElement entry, string name) => entry.TryGetProperty(name, out var count) ? (int)count.GetDouble() : null;

    private static ModelFeatures Missing(JsonElement entry, ModelFeatures lacking)
    {
        if (entry.TryGetProperty("supportedFeatures", out var features))
        {
            foreach (var feature in features.EnumerateObject())
            {
                var named = Enum.Parse<ModelFeatures>(feature.Name, ignoreCase: true);
                lacking = feature.Value.GetBoolean() ? lacking & ~named : lacking | named;
            }
        }

        return lacking;
    }

    private static IReadOnlyList<Operation> Operations(JsonElement entry) =>
        entry.TryGetProperty("operations", out var operations)
            ? [.. operations.EnumerateArray().Select(static operation => Enum.Parse<Operation>(operation.GetString()!, ignoreCase: true))]
            : [Operation.Chat];

    /// <summary>The member <c>pricing</c>; null when there is none.</summary>
    public static ModelPricing? Pricing(JsonElement entry)
    {
        if (!entry.TryGetProperty("pricing", out var pricing))
        {
            return null;
        }

        var input = Pico(pricing.GetProperty("input"));
        return new ModelPricing(input, pricing.TryGetProperty("cachedInput", out var cached) ? Pico(cached) : input, Pico(pricing.GetProperty("output")));
    }

    // A dollar per million tokens is 10⁶ pico-dollars per token.
    private static long Pico(JsonElement dollarsPerMillion) => (long)Math.Round(dollarsPerMillion.GetDecimal() * 1_000_000m, MidpointRounding.ToEven);
}
