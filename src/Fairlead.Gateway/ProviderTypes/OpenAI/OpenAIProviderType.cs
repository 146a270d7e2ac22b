using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.OpenAI;

/// <summary>OpenAI itself. Source: https://platform.openai.com/docs/api-reference/authentication</summary>
internal sealed class OpenAIProviderType : IProviderType
{
    private const string PublicBaseUrl = "https://api.openai.com/v1";

    public string Name => "openai";

    public string Description => "OpenAI.";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["apiKeySecretName"], "additionalProperties": false,
          "properties": {
            "apiKeySecretName": {{SettingSchemas.Secret("The secret that holds the API key.")}},
            "baseUrl": {{SettingSchemas.Url("Another address than OpenAI's own, before /chat/completions.")}},
            "strict": {{SettingSchemas.Strict}},
            "timeouts": {{SettingSchemas.Timeouts}}
          }
        }
        """);

    public IReadOnlyList<string> Examples { get; } = ["""{"apiKeySecretName": "openai-api-key"}"""];

    public ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems)
    {
        var draft = new ProviderDraft(definition, context, problems);
        var prefix = draft.Url("baseUrl", PublicBaseUrl);
        var provider = draft.Connect(new Connection
        {
            Endpoints = OpenAIEndpoints.OfProvider(prefix),
            Headers = RenderedHeaders.Render(draft, "apiKeySecretName", "Authorization", "Bearer "),
            MaxTokensField = "max_completion_tokens",
        });
        if (prefix is null || problems.Count > 0)
        {
            return provider;
        }

        var endpoints = OpenAIEndpoints.Of(prefix, provider, isOpenAIs: true);
        return provider.With(FixedCatalog.Deployments(draft, provider, model => new(model.Name, endpoints(model))));
    }
}
