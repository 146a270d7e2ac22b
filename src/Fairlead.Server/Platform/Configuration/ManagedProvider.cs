using System.Text.Json;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>The managed provider that the operator declared; null when there is none.</summary>
internal sealed record ManagedProvider(JsonElement? Config);
