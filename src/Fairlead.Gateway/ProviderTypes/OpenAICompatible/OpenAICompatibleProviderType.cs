using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes.OpenAI;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.OpenAICompatible;

/// <summary>Any server that implements OpenAI's chat completions: LiteLLM, vLLM, Ollama, a gateway of one's own.</summary>
internal sealed class OpenAICompatibleProviderType : IProviderType
{
    public string Name => "openai-compatible";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["baseUrl", "models"], "additionalProperties": false,
          "properties": {
            "baseUrl": {"type": "string", "minLength": 1, "maxLength": 2048, "description": "What stands before /chat/completions, often ending in /v1."},
            "apiKeySecretName": {"type": "string", "minLength": 1, "maxLength": 100, "description": "The secret that is sent as Authorization: Bearer."},
            "customHeaders": {
              "type": "object", "maxProperties": 64, "additionalProperties": {"type": "string", "maxLength": 8192},
              "description": "Headers for every request to the base URL; a value may refer to a secret, as .secrets.NAME in double braces."
            },
            "models": {{ModelEntries.SchemaText}},
            "supportsStructuredOutputs": {"type": "boolean", "default": false, "description": "Whether the server takes response_format: json_schema."},
            "strict": {{StrictSetting.SchemaText}}
          }
        }
        """);

    public IEnumerable<string> SecretNames(JsonElement config) => RenderedHeaders.SecretNames(config);

    public ProviderSnapshot Build(ProviderDefinition definition, SecretReader secrets, AddressPolicy addresses, ICollection<Problem> problems)
    {
        var config = definition.Config;
        var models = config.GetProperty("models");
        var prefix = BaseUrl.Read(config, null, addresses, problems);
        var headers = RenderedHeaders.Render(config, secrets, problems);
        var chosen = ModelEntries.Overrides(definition.Overrides);
        ModelEntries.CheckUnique(models, problems);
        CheckKnown(chosen.Keys, models, problems);
        var provider = new ProviderSnapshot
        {
            Identifier = definition.Identifier,
            Type = definition.Type,
            Enabled = definition.Enabled,
            CreatedAt = definition.CreatedAt,
            Headers = headers.Headers,
            SecretValues = headers.SecretValues,
            SupportsStructuredOutputs = ModelEntries.Flag(config, "supportsStructuredOutputs", false),
            Strict = ModelEntries.Flag(config, "strict", false),
        };
        if (prefix is null || problems.Count > 0)
        {
            return provider;
        }

        var endpoints = OpenAIEndpoints.Of(prefix, provider);
        return provider.With([.. models.EnumerateArray().Select(entry => ModelEntries.Read(entry, provider, IsEnabled(entry, chosen), endpoints))]);
    }

    private static bool IsEnabled(JsonElement entry, IReadOnlyDictionary<string, bool> chosen) =>
        ModelEntries.Flag(entry, "enabled", true) && chosen.GetValueOrDefault(entry.GetProperty("name").GetString()!, true);

    private static void CheckKnown(IEnumerable<string> names, JsonElement models, ICollection<Problem> problems)
    {
        foreach (var name in names.Where(name => !models.EnumerateArray().Any(model => model.GetProperty("name").ValueEquals(name))))
        {
            problems.Add(new Problem($"overrides.models[\"{name}\"]", "is not a model of this provider; add it to config.models"));
        }
    }
}
