namespace Fairlead.Server.Features.Configuration;

/// <summary>What another configuration changes.</summary>
/// <param name="Changes">What comes into force with it.</param>
/// <param name="Restart">The options that are not those of the start: they hold from the next one.</param>
/// <param name="Shadowed">What of the store it shadows.</param>
internal sealed record ConfigurationDelta(IReadOnlyList<ConfigurationChange> Changes, IReadOnlyList<FieldChange> Restart, IReadOnlyList<string> Shadowed);
