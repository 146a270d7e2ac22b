using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>What a type decides of a provider, apart from its models.</summary>
internal sealed record Connection
{
    /// <summary>The headers of every request.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The headers of a request that has none of that name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> DefaultHeaders { get; init; } = [];

    /// <summary>What adds credentials to each request; null when the headers have them.</summary>
    public IRequestAuthorizer? Authorizer { get; init; }

    /// <summary>Where the provider keeps what belongs to no model: files, batches.</summary>
    public UpstreamEndpoints Endpoints { get; init; } = new();

    /// <summary>Whether the upstream takes a JSON Schema for its answers.</summary>
    public bool SupportsStructuredOutputs { get; init; } = true;

    /// <summary>The field that limits an answer's length in OpenAI's Chat.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";
}
