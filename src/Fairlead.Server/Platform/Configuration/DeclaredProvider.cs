using System.Text.Json;
using Fairlead.Gateway.ProviderTypes;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>A provider that the configuration declares.</summary>
/// <param name="Definition">What it is built from.</param>
/// <param name="Entry">What the configuration says, for comparison.</param>
/// <param name="Place">Where it is declared.</param>
public sealed record DeclaredProvider(ProviderDefinition Definition, JsonElement Entry, Place Place);
