using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.ProviderTypes.Port;

namespace Fairlead.Server.Features.Providers;

/// <summary>A provider on the wire: Port's fields, its identifier, and right after a validation what the test found.</summary>
internal sealed record Provider
{
    /// <summary>The provider type.</summary>
    [JsonPropertyName("provider")]
    public required string Type { get; init; }

    public required string Identifier { get; init; }

    public required bool Enabled { get; init; }

    public required IReadOnlyDictionary<string, EffectiveModel> EffectiveModels { get; init; }

    public JsonElement? Config { get; init; }

    public JsonElement? Overrides { get; init; }

    /// <summary>True for one that the configuration file declares; null otherwise.</summary>
    public bool? Declared { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }

    public IReadOnlyDictionary<string, TestedModel>? TestedModels { get; init; }

    /// <summary>What is shown of a provider. The configuration is for administrators, and the managed provider's for the operator alone.</summary>
    public static Provider Of(StoredProvider stored, ProviderSnapshot? snapshot, bool withConfig)
    {
        // The managed provider was not connected by anyone: until it is changed it has no times.
        var isTouched = stored.CreatedAt != DateTimeOffset.UnixEpoch;
        return new Provider
        {
            Type = stored.Type,
            Identifier = stored.Identifier,
            Enabled = stored.Enabled,
            EffectiveModels = (snapshot?.OrderedModels ?? []).ToDictionary(static model => model.Model, static model => new EffectiveModel(model.Enabled), StringComparer.Ordinal),
            Config = withConfig && stored.Type != PortProviderType.TypeName ? stored.Config : null,
            Overrides = stored.Overrides.ValueKind == JsonValueKind.Undefined ? null : stored.Overrides,
            Declared = stored.IsDeclared ? true : null,
            CreatedAt = isTouched ? stored.CreatedAt : null,
            CreatedBy = isTouched ? stored.CreatedBy : null,
            UpdatedAt = stored.UpdatedAt != DateTimeOffset.UnixEpoch ? stored.UpdatedAt : null,
            UpdatedBy = stored.UpdatedAt != DateTimeOffset.UnixEpoch ? stored.UpdatedBy : null,
        };
    }

    /// <summary>Whether a model may be used.</summary>
    internal sealed record EffectiveModel(bool Enabled);
}
