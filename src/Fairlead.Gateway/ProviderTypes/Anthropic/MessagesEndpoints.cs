using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Gateway.ProviderTypes.Anthropic;

/// <summary>The endpoints of a server that follows Anthropic's Messages API, below its base URL.</summary>
internal static class MessagesEndpoints
{
    /// <summary>The version of the API that a request asks for when its client does not. Source: https://platform.claude.com/docs/en/api/versioning</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> DefaultHeaders { get; } = [new("anthropic-version", "2023-06-01")];

    /// <summary>Where a model is.</summary>
    public static ModelEntries.UpstreamOf Of(string prefix)
    {
        var messages = new UpstreamEndpoint(new Uri($"{prefix}/messages")) { Dialect = Dialect.Messages };
        var count = new UpstreamEndpoint(new Uri($"{prefix}/messages/count_tokens"));
        return model => new(model.Name, new UpstreamEndpoints([(Operation.Messages, messages with { Target = TargetOf(model) }), (Operation.CountTokens, count)]));
    }

    /// <summary>What a translated request needs to know: Messages demands a limit of the answer's length, and refuses one above the model's own.</summary>
    public static RequestTarget TargetOf(ModelEntry model) => new() { MostTokens = model.MaxOutputTokens ?? ClaudeModels.MostTokens(model.Name) };
}
