using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes.OpenAI;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.OpenAICompatible;

/// <summary>Any server that implements OpenAI's chat completions: LiteLLM, vLLM, Ollama, a gateway of one's own.</summary>
internal sealed class OpenAICompatibleProviderType : IProviderType
{
    public string Name => "openai-compatible";

    public string Description => "Any server that implements OpenAI's chat completions.";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["models"], "additionalProperties": false,
          "properties": {
            "baseUrl": {{SettingSchemas.Url("What stands before /chat/completions, often ending in /v1. Required unless a preset says it.")}},
            "preset": {"enum": [{{string.Join(", ", Preset.All.Keys.Select(static name => $"\"{name}\""))}}], "description": "A vendor whose base URL and exclusions are known."},
            "apiKeySecretName": {{SettingSchemas.Secret("The secret that is sent as Authorization: Bearer.")}},
            "customHeaders": {{SettingSchemas.CustomHeaders}},
            "models": {{ModelEntries.SchemaText}},
            "supportsStructuredOutputs": {"type": "boolean", "default": false, "description": "Whether the server takes response_format: json_schema."},
            "returnsReasoning": {"type": "boolean", "description": "Whether the server wants the model's thoughts of earlier turns back, as reasoning_content. The presets deepseek and moonshot say so; default false otherwise."},
            "strict": {{SettingSchemas.Strict}},
            "timeouts": {{SettingSchemas.Timeouts}}
          }
        }
        """);

    public IReadOnlyList<string> Examples { get; } =
    [
        """{"baseUrl": "https://litellm.corp.example.com/v1", "apiKeySecretName": "LITELLM_API_KEY", "models": [{"name": "my-litellm-model"}]}""",
        """{"preset": "groq", "apiKeySecretName": "groq-api-key", "models": [{"name": "llama-3.3-70b-versatile"}]}""",
    ];

    public ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems)
    {
        var draft = new ProviderDraft(definition, context, problems);
        var preset = draft.Text("preset") is { } name ? Preset.All[name] : null;
        Check(draft, preset);
        var prefix = draft.Url("baseUrl", preset?.BaseUrl);
        var provider = draft.Connect(new Connection
        {
            Endpoints = OpenAIEndpoints.OfProvider(prefix),
            Headers = RenderedHeaders.Render(draft, "apiKeySecretName", "Authorization", "Bearer "),
            SupportsStructuredOutputs = ModelEntries.Flag(draft.Config, "supportsStructuredOutputs", false),
        });
        if (prefix is null || problems.Count > 0)
        {
            return provider;
        }

        var endpoints = OpenAIEndpoints.Of(prefix, provider, returnsReasoning: ModelEntries.Flag(draft.Config, "returnsReasoning", preset?.ReturnsReasoning ?? false));
        return provider.With(ListedModels.Deployments(draft, provider, model => new(model.Name, endpoints(model)), preset?.Lacking ?? ModelFeatures.None));
    }

    private static void Check(ProviderDraft draft, Preset? preset)
    {
        if (!draft.Has("preset"))
        {
            draft.RequireAll(["baseUrl"], "where no preset says it");
        }
        else if (preset is not null && preset.IsApiKeyRequired && !draft.Has("customHeaders") && !draft.Has("baseUrl"))
        {
            draft.RequireAll(["apiKeySecretName"], "by this preset's vendor");
        }

        ListedModels.Check(draft);
    }
}
