using System.Collections.Frozen;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.ProviderTypes;

namespace Fairlead.Gateway.Catalog;

/// <summary>A provider as requests see it: addresses parsed, headers rendered, models indexed. Immutable.</summary>
public sealed class ProviderSnapshot
{
    private readonly IReadOnlyList<string> credentials = [];
    private Func<string, Deployment>? unlisted;

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
    public required IReadOnlyList<string> SecretValues { get => Authorizer is null ? credentials : [.. credentials, .. Authorizer.SecretValues]; init => credentials = value; }

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

    /// <summary>The time-outs of its requests.</summary>
    public TimeLimits Limits { get; init; } = TimeLimits.None;

    /// <summary>Its models, disabled ones included, by name.</summary>
    public FrozenDictionary<string, Deployment> Models { get; private set; } = FrozenDictionary<string, Deployment>.Empty;

    /// <summary>The models in the order of the configuration.</summary>
    public IReadOnlyList<Deployment> OrderedModels { get; private set; } = [];

    /// <summary>The first model that may be used for chat; null when there is none.</summary>
    public Deployment? FirstChatModel => OrderedModels.FirstOrDefault(static model => model.Enabled && model.Serves(Operation.Chat));

    /// <summary>A model that the provider may have without our knowing; null when the provider cannot be used.</summary>
    public Deployment? Unlisted(string model) => unlisted?.Invoke(model);

    /// <summary>Gives the provider its models. A model knows its provider, so they come second; called once, before publication.</summary>
    internal ProviderSnapshot With(ProviderModels models)
    {
        OrderedModels = models.Listed;
        Models = models.Listed.ToFrozenDictionary(static model => model.Model, StringComparer.Ordinal);
        unlisted = models.Unlisted;
        return this;
    }

    /// <summary>Whether another is reached in the same way with the same credentials, so that what is known of its upstream holds.</summary>
    internal bool IsSameAs(ProviderSnapshot other) =>
        Type == other.Type && Headers.SequenceEqual(other.Headers) && DefaultHeaders.SequenceEqual(other.DefaultHeaders) && credentials.SequenceEqual(other.credentials);

    /// <summary>Takes over what is going on at the models that are still reached at the same place.</summary>
    internal void Adopt(ProviderSnapshot before)
    {
        foreach (var model in OrderedModels)
        {
            if (before.Models.GetValueOrDefault(model.Model) is { } known && known.Endpoints.AreSameAs(model.Endpoints))
            {
                model.State = known.State;
                model.Route.State = known.Route.State;
            }
        }
    }
}
