using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.OpenAI;

/// <summary>OpenAI itself. Source: https://platform.openai.com/docs/api-reference/authentication</summary>
internal sealed class OpenAIProviderType : IProviderType
{
    private const string PublicBaseUrl = "https://api.openai.com/v1";

    public string Name => "openai";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["apiKeySecretName"], "additionalProperties": false,
          "properties": {
            "apiKeySecretName": {"type": "string", "minLength": 1, "maxLength": 100, "description": "The secret that holds the API key."},
            "baseUrl": {"type": "string", "maxLength": 2048, "description": "Another address than OpenAI's own, before /chat/completions."},
            "strict": {{StrictSetting.SchemaText}}
          }
        }
        """);

    public IEnumerable<string> SecretNames(JsonElement config) => RenderedHeaders.SecretNames(config);

    public ProviderSnapshot Build(ProviderDefinition definition, SecretReader secrets, AddressPolicy addresses, ICollection<Problem> problems)
    {
        var prefix = BaseUrl.Read(definition.Config, PublicBaseUrl, addresses, problems) ?? PublicBaseUrl;
        var headers = RenderedHeaders.Render(definition.Config, secrets, problems);
        var provider = new ProviderSnapshot
        {
            Identifier = definition.Identifier,
            Type = Name,
            Enabled = definition.Enabled,
            CreatedAt = definition.CreatedAt,
            Headers = headers.Headers,
            SecretValues = headers.SecretValues,
            SupportsStructuredOutputs = true,
            MaxTokensField = "max_completion_tokens",
            Strict = ModelEntries.Flag(definition.Config, "strict", false),
        };

        return provider.With(FixedCatalog.Deployments(Name, definition.Overrides, provider, OpenAIEndpoints.Of(prefix, provider)));
    }
}
