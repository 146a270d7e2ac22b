using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;
using Fairlead.Protocols.Conversations;

namespace Fairlead.Gateway.ProviderTypes.OpenAI;

/// <summary>The endpoints of a server that follows OpenAI's API, below its base URL.</summary>
internal static class OpenAIEndpoints
{
    private static readonly (Operation Operation, string Path)[] Paths =
    [
        (Operation.Compaction, "/responses/compact"),
        (Operation.Embeddings, "/embeddings"),
        (Operation.Completions, "/completions"),
        (Operation.Moderations, "/moderations"),
        (Operation.Rerank, "/rerank"),
        (Operation.Images, "/images"),
        (Operation.Audio, "/audio"),
    ];

    /// <summary>The endpoints of a provider as a whole: those that ask no model.</summary>
    /// <param name="prefix">The base URL; null when it is not valid.</param>
    public static UpstreamEndpoints OfProvider(string? prefix) => prefix is null ? new() : new(
    [
        (Operation.Files, new UpstreamEndpoint(new Uri($"{prefix}/files"))),
        (Operation.Batches, new UpstreamEndpoint(new Uri($"{prefix}/batches"))),
    ]);

    /// <summary>The endpoints of a provider's models, which they share. One that is there for Responses and not for Chat is spoken to in Responses alone.</summary>
    /// <param name="prefix">The base URL.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="isOpenAIs">
    /// The models are OpenAI's own, which clients of other dialects reach in Responses: Chat takes no tools together with reasoning from GPT-5.4 on, and has no place for earlier thoughts.
    /// Source: https://developers.openai.com/api/docs/guides/migrate-to-responses
    /// </param>
    /// <param name="returnsReasoning">Whether Chat wants the thoughts of earlier turns back.</param>
    public static Func<ModelEntry, UpstreamEndpoints> Of(string prefix, ProviderSnapshot provider, bool isOpenAIs = false, bool returnsReasoning = false)
    {
        var target = new RequestTarget { MaxTokensField = provider.MaxTokensField, TakesSchema = provider.SupportsStructuredOutputs, ReturnsReasoning = returnsReasoning };
        (Operation, UpstreamEndpoint) chat = (Operation.Chat, new(new Uri($"{prefix}/chat/completions")) { Dialect = Dialect.Chat, Target = target });
        (Operation, UpstreamEndpoint) responses = (Operation.Responses, new(new Uri($"{prefix}/responses")) { Dialect = Dialect.Responses, Target = target });
        (Operation, UpstreamEndpoint)[] others = [.. Paths.Select(entry => (entry.Operation, new UpstreamEndpoint(new Uri(prefix + entry.Path))))];
        var usual = isOpenAIs ? new UpstreamEndpoints([responses, chat, .. others]) : new UpstreamEndpoints([chat, responses, .. others]);
        var responsesAlone = new UpstreamEndpoints([responses, .. others]);
        return model => model.Operations.Contains(Operation.Responses) && !model.Operations.Contains(Operation.Chat) ? responsesAlone : usual;
    }
}
