namespace Fairlead.Protocols.JsonSchema;

/// <summary>Leaves the translation of a pattern that is not supported; the message completes "the pattern …".</summary>
internal sealed class PatternException(string message) : Exception(message);
