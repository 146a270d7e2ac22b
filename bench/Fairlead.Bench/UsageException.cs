namespace Fairlead.Bench;

/// <summary>What was asked for cannot be measured here; the message says what to change. Exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
