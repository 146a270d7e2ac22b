namespace Fairlead.Server.Platform.Configuration;

/// <summary>The default that the configuration declares.</summary>
/// <param name="Provider">The provider's identifier.</param>
/// <param name="Model">Its model; null for its first enabled one.</param>
/// <param name="Place">Where it is declared.</param>
public sealed record DeclaredDefault(string Provider, string? Model, Place Place);
