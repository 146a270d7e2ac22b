namespace Fairlead.Protocols.Conversations;

/// <summary>Something of a request that the upstream's dialect cannot say.</summary>
/// <param name="Field">The client's name for the top-level field.</param>
/// <param name="Part">What in it is lost, in words; null for the whole field.</param>
public sealed record Loss(string Field, string? Part);
