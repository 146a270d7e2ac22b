using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.Anthropic;

/// <summary>Anthropic itself. Source: https://platform.claude.com/docs/en/api/overview</summary>
internal sealed class AnthropicProviderType : IProviderType
{
    private const string PublicBaseUrl = "https://api.anthropic.com/v1";

    public string Name => "anthropic";

    public string Description => "Anthropic.";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["apiKeySecretName"], "additionalProperties": false,
          "properties": {
            "apiKeySecretName": {{SettingSchemas.Secret("The secret that holds the API key, sent as x-api-key.")}},
            "baseUrl": {{SettingSchemas.Url("Another address than Anthropic's own, before /messages.")}},
            "strict": {{SettingSchemas.Strict}},
            "timeouts": {{SettingSchemas.Timeouts}}
          }
        }
        """);

    public IReadOnlyList<string> Examples { get; } = ["""{"apiKeySecretName": "anthropic-api-key"}"""];

    public ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems)
    {
        var draft = new ProviderDraft(definition, context, problems);
        var prefix = draft.Url("baseUrl", PublicBaseUrl);
        var provider = draft.Connect(new Connection
        {
            Headers = RenderedHeaders.Render(draft, "apiKeySecretName", "x-api-key"),
            DefaultHeaders = MessagesEndpoints.DefaultHeaders,
        });
        return problems.Count > 0 ? provider : provider.With(FixedCatalog.Deployments(draft, provider, MessagesEndpoints.Of(prefix!)));
    }
}
