using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes.GoogleCloud;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.VertexGemini;

/// <summary>
/// Gemini in Vertex AI, in express mode or by a service account.
/// Source: https://cloud.google.com/vertex-ai/generative-ai/docs/start/express-mode/vertex-ai-express-mode-api-reference
/// </summary>
internal sealed class VertexGeminiProviderType : IProviderType
{
    private const string ApiKey = "apiKeySecretName";
    private const string Express = "https://aiplatform.googleapis.com/v1";

    public string Name => "vertex-gemini";

    public string Description => "Gemini in Vertex AI, with an express-mode API key or a service account.";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["models"], "additionalProperties": false,
          "properties": {
            "{{ApiKey}}": {{SettingSchemas.Secret("Express mode: the secret that is sent as x-goog-api-key. Either this or a service account.")}},
            {{ServiceAccount.SchemaText}},
            "models": {{ModelEntries.SchemaText}},
            "baseUrl": {{SettingSchemas.Url("All that stands before /publishers/google/models; or before /models, when it ends in /publishers/google or /v1beta.")}},
            "strict": {{SettingSchemas.Strict}},
            "timeouts": {{SettingSchemas.Timeouts}}
          }
        }
        """);

    public IReadOnlyList<string> Examples { get; } =
    [
        """{"apiKeySecretName": "vertex-api-key", "models": [{"name": "gemini-2.5-flash"}]}""",
        """{"clientEmailSecretName": "vertex-client-email", "privateKeySecretName": "vertex-private-key", "project": "my-project", "location": "europe-west1", "models": [{"name": "gemini-2.5-flash"}]}""",
    ];

    public ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems)
    {
        var draft = new ProviderDraft(definition, context, problems);
        var isExpress = IsExpress(draft);
        ListedModels.Check(draft);
        var prefix = draft.Url("baseUrl", isExpress ? Express : VertexAddress.Project(draft));
        var provider = draft.Connect(isExpress
            ? new Connection { Headers = RenderedHeaders.Render(draft, ApiKey, "x-goog-api-key") }
            : new Connection { Authorizer = ServiceAccount.Read(draft) });
        return problems.Count > 0 ? provider : provider.With(ListedModels.Deployments(draft, provider, UpstreamOf(VertexAddress.Publisher(prefix!, "google"))));
    }

    private static bool IsExpress(ProviderDraft draft)
    {
        var hasAccount = ServiceAccount.All.Any(draft.Has);
        if (draft.Has(ApiKey))
        {
            draft.RefuseAll(ServiceAccount.All, $"cannot be given together with {ApiKey}: use express mode or a service account");
            return true;
        }

        if (hasAccount)
        {
            draft.RequireAll(ServiceAccount.Required, "for a service account");
        }
        else
        {
            draft.Refuse(ApiKey, $"is required, or else {string.Join(", ", ServiceAccount.Required)} of a service account");
        }

        return false;
    }

    private static ModelEntries.UpstreamOf UpstreamOf(string publisher) => model =>
    {
        var path = VertexAddress.Model(publisher, model.Name);
        return new(model.Name, new UpstreamEndpoints(new UpstreamEndpoint(new Uri($"{path}:generateContent"))
        {
            StreamAddress = new Uri($"{path}:streamGenerateContent?alt=sse"),
            Dialect = Dialect.Gemini,
            HasModelInBody = false,
            Target = new RequestTarget(),
        }));
    };
}
