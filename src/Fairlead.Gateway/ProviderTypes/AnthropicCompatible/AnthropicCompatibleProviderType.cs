using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes.Anthropic;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.AnthropicCompatible;

/// <summary>Any server that implements Anthropic's Messages API.</summary>
internal sealed class AnthropicCompatibleProviderType : IProviderType
{
    private const string ApiKey = "apiKeySecretName";
    private const string BearerToken = "bearerTokenSecretName";

    public string Name => "anthropic-compatible";

    public string Description => "Any server that implements Anthropic's Messages API.";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["baseUrl", "models"], "additionalProperties": false,
          "properties": {
            "baseUrl": {{SettingSchemas.Url("What stands before /messages, often ending in /v1.")}},
            "{{ApiKey}}": {{SettingSchemas.Secret("The secret that is sent as x-api-key. Either this or bearerTokenSecretName.")}},
            "{{BearerToken}}": {{SettingSchemas.Secret("The secret that is sent as Authorization: Bearer.")}},
            "customHeaders": {{SettingSchemas.CustomHeaders}},
            "models": {{ModelEntries.SchemaText}},
            "strict": {{SettingSchemas.Strict}},
            "timeouts": {{SettingSchemas.Timeouts}}
          }
        }
        """);

    public IReadOnlyList<string> Examples { get; } =
    [
        """{"baseUrl": "https://anthropic-gateway.corp.example.com/v1", "apiKeySecretName": "ANTHROPIC_GATEWAY_API_KEY", "models": [{"name": "claude-sonnet-4-5"}]}""",
        """{"baseUrl": "https://anthropic-gateway.corp.example.com/v1", "bearerTokenSecretName": "ANTHROPIC_GATEWAY_BEARER", "models": [{"name": "claude-sonnet-4-5"}]}""",
    ];

    public ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems)
    {
        var draft = new ProviderDraft(definition, context, problems);
        Check(draft);
        var prefix = draft.Url("baseUrl", null);
        var provider = draft.Connect(new Connection
        {
            Headers = draft.Has(BearerToken)
                ? RenderedHeaders.Render(draft, BearerToken, "Authorization", "Bearer ")
                : RenderedHeaders.Render(draft, ApiKey, "x-api-key"),
            DefaultHeaders = MessagesEndpoints.DefaultHeaders,
        });
        return problems.Count > 0 ? provider : provider.With(ListedModels.Deployments(draft, provider, MessagesEndpoints.Of(prefix!)));
    }

    private static void Check(ProviderDraft draft)
    {
        if (draft.Has(BearerToken))
        {
            draft.RefuseAll([ApiKey], $"cannot be given together with {BearerToken}: a request carries one credential");
        }
        else
        {
            draft.RequireAll([ApiKey], $"unless {BearerToken} is given");
        }

        ListedModels.Check(draft);
    }
}
