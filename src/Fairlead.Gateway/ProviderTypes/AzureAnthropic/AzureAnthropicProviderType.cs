using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes.Anthropic;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.AzureAnthropic;

/// <summary>Claude in Microsoft Foundry. Source: https://platform.claude.com/docs/en/build-with-claude/claude-in-microsoft-foundry</summary>
internal sealed class AzureAnthropicProviderType : IProviderType
{
    private const string Suffix = "/anthropic";

    public string Name => "azure-anthropic";

    public string Description => "Claude in Microsoft Foundry. Deployments are named as their models are; ids from overrides name others.";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["apiKeySecretName"], "additionalProperties": false,
          "properties": {
            "endpoint": {{SettingSchemas.Url("The resource's endpoint, such as https://my-resource.services.ai.azure.com: what stands before /anthropic/v1. Required unless baseUrl says it.")}},
            "apiKeySecretName": {{SettingSchemas.Secret("The secret that holds the resource's key, sent as x-api-key.")}},
            "baseUrl": {{SettingSchemas.Url("Another address than the resource's own, in its place.")}},
            "strict": {{SettingSchemas.Strict}},
            "timeouts": {{SettingSchemas.Timeouts}}
          }
        }
        """);

    public IReadOnlyList<string> Examples { get; } = ["""{"endpoint": "https://my-resource.services.ai.azure.com", "apiKeySecretName": "foundry-api-key"}"""];

    public ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems)
    {
        var draft = new ProviderDraft(definition, context, problems);
        if (!draft.Has("baseUrl"))
        {
            draft.RequireAll(["endpoint"], "unless baseUrl says where the resource is");
        }

        var endpoint = draft.Url("endpoint", null);
        var address = draft.Has("baseUrl") ? draft.Url("baseUrl", null) : endpoint;
        var provider = draft.Connect(new Connection
        {
            Headers = RenderedHeaders.Render(draft, "apiKeySecretName", "x-api-key"),
            DefaultHeaders = MessagesEndpoints.DefaultHeaders,
        });
        return problems.Count > 0 ? provider : provider.With(FixedCatalog.Deployments(draft, provider, MessagesEndpoints.Of(PrefixOf(address!))));
    }

    // The portal shows the endpoint with /anthropic at its end, and with /anthropic/v1/messages.
    private static string PrefixOf(string address)
    {
        var shown = address.IndexOf(Suffix + "/v1", StringComparison.Ordinal);
        var resource = shown >= 0 ? address[..shown] : address.EndsWith(Suffix, StringComparison.Ordinal) ? address[..^Suffix.Length] : address;
        return $"{resource}{Suffix}/v1";
    }
}
