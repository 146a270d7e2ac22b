using System.Text.Json;
using Fairlead.Gateway.ProviderTypes;

namespace Fairlead.Server.Features.Providers;

/// <summary>A provider as the store has it.</summary>
internal sealed record StoredProvider(
    string Identifier,
    string Type,
    bool Enabled,
    JsonElement Config,
    JsonElement Overrides,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset UpdatedAt,
    string UpdatedBy)
{
    /// <summary>Whether the configuration declares it, and the store has it not.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>What a provider type builds from.</summary>
    public ProviderDefinition Definition => new(Identifier, Type, Enabled, Config, Overrides, CreatedAt);
}
