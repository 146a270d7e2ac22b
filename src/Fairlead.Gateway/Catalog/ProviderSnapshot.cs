using System.Collections.Frozen;

namespace Fairlead.Gateway.Catalog;

/// <summary>A provider as requests see it: addresses parsed, headers rendered, models indexed. Immutable.</summary>
public sealed class ProviderSnapshot
{
    /// <summary>The name that clients put before the model: <c>identifier/model</c>.</summary>
    public required string Identifier { get; init; }

    /// <summary>The provider type's name.</summary>
    public required string Type { get; init; }

    /// <summary>When it was connected.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it may be used.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Headers that go on every request, credentials included; checked, so that they can be sent as they are.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Headers that go on a request that has none of that name, such as a version of the API.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> DefaultHeaders { get; init; } = [];

    /// <summary>The secret values that the provider's requests carry or are signed with: to be masked in whatever is quoted of the upstream's words.</summary>
    public required IReadOnlyList<string> SecretValues { get => Authorizer is null ? field : [.. field, .. Authorizer.SecretValues]; init; }

    /// <summary>Adds credentials that must be made for each request; null when <see cref="Headers"/> has them all.</summary>
    public IRequestAuthorizer? Authorizer { get; init; }

    /// <summary>Whether a request that would lose a field on its way is refused: the setting <c>strict</c>.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether the server takes <c>response_format: json_schema</c>.</summary>
    public bool SupportsStructuredOutputs { get; init; }

    /// <summary>Where it answers what asks no model, such as files; none unless it speaks OpenAI's dialect.</summary>
    public UpstreamEndpoints Endpoints { get; init; } = new();

    /// <summary>The field that limits an answer's length in this provider's dialect.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>Its models, disabled ones included, by name.</summary>
    public FrozenDictionary<string, Deployment> Models { get; private set; } = FrozenDictionary<string, Deployment>.Empty;

    /// <summary>The models in the order of the configuration.</summary>
    public IReadOnlyList<Deployment> OrderedModels { get; private set; } = [];

    /// <summary>The first model that may be used for chat; null when there is none.</summary>
    public Deployment? FirstChatModel => OrderedModels.FirstOrDefault(static model => model.Enabled && model.Serves(Operation.Chat));

    /// <summary>Gives the provider its models. A model knows its provider, so they come second; called once, before publication.</summary>
    internal ProviderSnapshot With(IReadOnlyList<Deployment> models)
    {
        OrderedModels = models;
        Models = models.ToFrozenDictionary(static model => model.Model, StringComparer.Ordinal);
        return this;
    }
}
