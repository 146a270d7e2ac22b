namespace Fairlead.Protocols.Conversations;

/// <summary>An error as an upstream tells it.</summary>
/// <param name="Kind">What it is, as far as the vendor's own codes and words tell.</param>
/// <param name="Message">The vendor's words; null when it has none.</param>
/// <param name="Code">The vendor's code or type; null when it has none.</param>
public readonly record struct UpstreamError(ErrorKind Kind, string? Message, string? Code);
