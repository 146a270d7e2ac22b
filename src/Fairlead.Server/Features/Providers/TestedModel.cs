namespace Fairlead.Server.Features.Providers;

/// <summary>What a connection test found of a model.</summary>
/// <param name="IsValid">Whether it answered as it should.</param>
/// <param name="Message">What happened, in words a person can act on.</param>
/// <param name="LatencyMs">How long the call took, in milliseconds.</param>
internal sealed record TestedModel(bool IsValid, string Message, long LatencyMs);
