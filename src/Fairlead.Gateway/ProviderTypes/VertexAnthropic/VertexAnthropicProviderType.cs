using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes.Anthropic;
using Fairlead.Gateway.ProviderTypes.GoogleCloud;
using Fairlead.Protocols;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.VertexAnthropic;

/// <summary>Claude in Vertex AI: Anthropic's dialect with Google's credentials. Source: https://platform.claude.com/docs/en/build-with-claude/claude-on-vertex-ai</summary>
internal sealed class VertexAnthropicProviderType : IProviderType
{
    private const string AnthropicVersion = "vertex-2023-10-16";

    public string Name => "vertex-anthropic";

    public string Description => "Claude in Vertex AI, with a service account.";

    public bool IsConnectable => true;

    public Schema Settings { get; } = Schema.Parse($$"""
        {
          "type": "object", "required": ["models", {{string.Join(", ", ServiceAccount.Required.Select(static setting => $"\"{setting}\""))}}], "additionalProperties": false,
          "properties": {
            {{ServiceAccount.SchemaText}},
            "models": {{ModelEntries.SchemaText}},
            "baseUrl": {{SettingSchemas.Url("All that stands before /publishers/anthropic/models; or before /models, when it ends in /publishers/anthropic.")}},
            "strict": {{SettingSchemas.Strict}},
            "timeouts": {{SettingSchemas.Timeouts}}
          }
        }
        """);

    public IReadOnlyList<string> Examples { get; } =
    [
        """{"clientEmailSecretName": "vertex-client-email", "privateKeySecretName": "vertex-private-key", "project": "my-project", "location": "us-east5", "models": [{"name": "claude-sonnet-4-5@20250929"}]}""",
    ];

    // Vertex answers 400 to a beta that it does not have, and Claude Code sends those of Anthropic itself through a gateway. Known from its answers, and from what other clients leave out.
    // Source: https://github.com/anthropics/claude-code/issues/21625
    private static readonly RefusedBetas NotOnVertex = new(
        "adaptive-thinking", "advanced-tool-use", "advisor-tool", "code-execution", "effort", "fast-mode", "files-api", "fine-grained-tool-streaming", "mcp-client", "mcp-servers",
        "output-128k", "prompt-caching-scope", "skills", "structured-outputs", "token-efficient-tools", "web-fetch");

    public ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems)
    {
        var draft = new ProviderDraft(definition, context, problems);
        ListedModels.Check(draft);
        var prefix = draft.Url("baseUrl", VertexAddress.Project(draft));
        var provider = draft.Connect(new Connection { Authorizer = ServiceAccount.Read(draft) });
        return problems.Count > 0 ? provider : provider.With(ListedModels.Deployments(draft, provider, UpstreamOf(VertexAddress.Publisher(prefix!, "anthropic"))));
    }

    private static ModelEntries.UpstreamOf UpstreamOf(string publisher)
    {
        // Counting is a model of its own, which takes no betas at all; the body names the one that is counted for. Source: https://github.com/anthropics/claude-code/issues/12429
        var count = new UpstreamEndpoint(new Uri($"{publisher}/models/count-tokens:rawPredict")) { Target = new() { AnthropicVersion = AnthropicVersion }, RefusedBetas = RefusedBetas.All };
        return model =>
        {
            var path = VertexAddress.Model(publisher, model.Name);
            var messages = new UpstreamEndpoint(new Uri($"{path}:rawPredict"))
            {
                StreamAddress = new Uri($"{path}:streamRawPredict"),
                Dialect = Dialect.Messages,
                HasModelInBody = false,
                RefusedBetas = NotOnVertex,
                Target = MessagesEndpoints.TargetOf(model) with { AnthropicVersion = AnthropicVersion },
            };
            return new(model.Name, new UpstreamEndpoints([(Operation.Messages, messages), (Operation.CountTokens, count)]));
        };
    }
}
