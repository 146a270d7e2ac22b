using System.Text.Json;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>A provider as an administrator wrote it.</summary>
/// <param name="Identifier">Its name.</param>
/// <param name="Type">Its provider type's name.</param>
/// <param name="Enabled">Whether it may be used.</param>
/// <param name="Config">The type's settings.</param>
/// <param name="Overrides">What departs from the type's models; undefined for nothing.</param>
/// <param name="CreatedAt">When it was connected.</param>
public sealed record ProviderDefinition(string Identifier, string Type, bool Enabled, JsonElement Config, JsonElement Overrides, DateTimeOffset CreatedAt);
