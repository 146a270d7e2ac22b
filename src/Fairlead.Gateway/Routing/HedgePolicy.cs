namespace Fairlead.Gateway.Routing;

/// <summary>A second attempt is begun at another deployment when the first has not begun to answer in time; whichever answers first serves.</summary>
/// <param name="After">How long the first is waited for; null for the model's own 95th percentile of time to first byte.</param>
public sealed record HedgePolicy(TimeSpan? After);
