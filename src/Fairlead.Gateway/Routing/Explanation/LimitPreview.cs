namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>A limit of a deployment.</summary>
/// <param name="Used">How much of it is taken now.</param>
/// <param name="Most">The limit.</param>
public sealed record LimitPreview(long Used, long Most);
