namespace Fairlead.Server.Platform.Http;

/// <summary>How the control plane says that something failed.</summary>
/// <param name="Ok">Always false.</param>
/// <param name="Error">The failure's stable name.</param>
/// <param name="Message">What is wrong, where, and what mends it.</param>
/// <param name="Details">What a program may read of it.</param>
internal sealed record ErrorEnvelope(bool Ok, string Error, string Message, object? Details);
