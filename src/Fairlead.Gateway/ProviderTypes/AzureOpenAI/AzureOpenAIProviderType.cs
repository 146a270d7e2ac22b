using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes.OpenAI;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.AzureOpenAI;

/// <summary>
/// OpenAI's models in Azure, at the v1 API: no dated versions, and the deployment is named where OpenAI has the model.
/// Source: https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle
/// </summary>
internal sealed class AzureOpenAIProviderType : IProviderType
{
    public string Name => "azure-openai";

    public string Description => "OpenAI's models in Azure (v1 API). The catalog's model is served by the deployment; ids from overrides name further deployments.";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["apiKeySecretName", "resourceName", "deploymentId"], "additionalProperties": false,
          "properties": {
            "apiKeySecretName": {{SettingSchemas.Secret("The secret that holds the resource's key, sent as api-key.")}},
            "resourceName": {{SettingSchemas.Text("^[A-Za-z0-9][A-Za-z0-9-]{0,63}$", "The resource: the host is its name and .openai.azure.com.")}},
            "deploymentId": {"type": "string", "minLength": 1, "maxLength": 256, "description": "The deployment's name."},
            "baseUrl": {{SettingSchemas.Url("The resource's endpoint where it is not at that host: what stands before /openai/v1.")}},
            "strict": {{SettingSchemas.Strict}},
            "timeouts": {{SettingSchemas.Timeouts}}
          }
        }
        """);

    public IReadOnlyList<string> Examples { get; } = ["""{"apiKeySecretName": "azure-openai-api-key", "resourceName": "my-resource", "deploymentId": "my-gpt-5"}"""];

    public ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems)
    {
        var draft = new ProviderDraft(definition, context, problems);
        var resource = draft.Url("baseUrl", draft.Text("resourceName") is { } name ? $"https://{name}.openai.azure.com" : null);
        var prefix = resource is null ? null : $"{resource}/openai/v1";
        var provider = draft.Connect(new Connection
        {
            Headers = RenderedHeaders.Render(draft, "apiKeySecretName", "api-key"),
            Endpoints = OpenAIEndpoints.OfProvider(prefix),
            MaxTokensField = "max_completion_tokens",
        });
        if (prefix is null || problems.Count > 0)
        {
            return provider;
        }

        var deployment = draft.Text("deploymentId")!;
        var endpoints = OpenAIEndpoints.Of(prefix, provider, isOpenAIs: true);
        return provider.With(FixedCatalog.Deployments(draft, provider, model => new(model.IsShipped ? deployment : model.Name, endpoints(model))));
    }
}
