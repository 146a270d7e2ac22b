namespace Fairlead.Server.Platform;

/// <summary>The process cannot start as it was told to: exit code 2, and this message on standard error.</summary>
internal sealed class StartupException(string message) : Exception(message);
