namespace Fairlead.Gateway.Routing;

/// <summary>How a model's answers are cached.</summary>
/// <param name="TimeToLive">How long an answer is good.</param>
/// <param name="IsShared">Whether every caller gets it; otherwise only the one who asked first.</param>
public sealed record CachePolicy(TimeSpan TimeToLive, bool IsShared);
