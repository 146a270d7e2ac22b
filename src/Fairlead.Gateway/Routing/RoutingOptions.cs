using System.ComponentModel.DataAnnotations;

namespace Fairlead.Gateway.Routing;

/// <summary>How requests are routed where a route says nothing else.</summary>
public sealed class RoutingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Routing";

    /// <summary>How a deployment is chosen: weightedShuffle, roundRobin, leastBusy, lowestLatency, cheapest or order.</summary>
    [AllowedValues("weightedShuffle", "roundRobin", "leastBusy", "lowestLatency", "cheapest", "order")]
    public string Strategy { get; set; } = "weightedShuffle";

    /// <summary>How often a failed attempt is repeated.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>The longest wait before a retry of the same deployment, in seconds. An upstream that asks for more is not waited for.</summary>
    [Range(0, 60)]
    public double MaxRetryDelaySeconds { get; set; } = 4;

    /// <summary>How much of a retry each request earns, beside ten per second that are free.</summary>
    [Range(0, 10)]
    public double RetryBudget { get; set; } = 0.2;

    /// <summary>This many failures of one class in a row keep a deployment from being asked.</summary>
    [Range(1, 1000)]
    public int BreakerFailures { get; set; } = 3;

    /// <summary>For how long, in seconds, unless the upstream says.</summary>
    [Range(0.1, 3600)]
    public double CooldownSeconds { get; set; } = 5;

    /// <summary>Models to turn to when one without fallbacks of its own fails.</summary>
    public string[] DefaultFallbacks { get; set; } = [];

    /// <summary>How many models a request may be given to in all, the one it asks for included.</summary>
    [Range(1, 20)]
    public int MaxModels { get; set; } = 5;

    /// <summary>How long a conversation keeps going to the deployment that has its prefix cached, in minutes without a request.</summary>
    [Range(1, 1440)]
    public int AffinityMinutes { get; set; } = 10;

    /// <summary>Of how many of the latest requests it is known why they went where they went.</summary>
    [Range(16, 1_000_000)]
    public int ExplainedRequests { get; set; } = 1024;
}
