namespace Fairlead.Gateway.Routing;

/// <summary>Whether a breaker lets requests pass.</summary>
public enum BreakerState
{
    /// <summary>It does.</summary>
    Closed,

    /// <summary>It does not: the deployment cools down, or a probe is under way.</summary>
    Open,

    /// <summary>The cool-down is over: the next request passes alone, and decides.</summary>
    HalfOpen,
}
