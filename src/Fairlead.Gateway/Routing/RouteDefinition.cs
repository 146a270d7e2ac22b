using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Routing;

/// <summary>A model as an operator declares it: what serves it, and how it is chosen. Its JSON form is that of <c>routes</c> in the configuration file.</summary>
/// <param name="Name">The name that clients use; one with <c>*</c> is a pattern.</param>
/// <param name="Deployments">What serves it, at least one.</param>
public sealed record RouteDefinition(string Name, IReadOnlyList<DeploymentDefinition> Deployments)
{
    /// <summary>How a deployment is chosen; null for the option's default.</summary>
    public string? Strategy { get; init; }

    /// <summary>Whether a conversation keeps going to the deployment that has its prefix cached.</summary>
    public bool Affinity { get; init; } = true;

    /// <summary>Other names of the model.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Groups by which keys are given the model.</summary>
    public IReadOnlyList<string> AccessGroups { get; init; } = [];

    /// <summary>Models to turn to when this one fails; null for the option's default.</summary>
    public IReadOnlyList<string>? Fallbacks { get; init; }

    /// <summary>Models to turn to when the input is too long for this one.</summary>
    public IReadOnlyList<string> ContextWindowFallbacks { get; init; } = [];

    /// <summary>Models to turn to when this one declines the content.</summary>
    public IReadOnlyList<string> ContentPolicyFallbacks { get; init; } = [];

    /// <summary>How often a failed attempt is repeated.</summary>
    public RetryPolicy? Retries { get; init; }

    /// <summary>When a second attempt is begun beside a slow one; null for never.</summary>
    public HedgePolicy? Hedge { get; init; }

    /// <summary>When a deployment is kept from being asked; null for the options' default, where there is anybody else to ask.</summary>
    public BreakerSettings? Breaker { get; init; }

    /// <summary>The time-outs.</summary>
    public TimeLimits Limits { get; init; } = TimeLimits.None;

    /// <summary>How answers are cached; null for not at all.</summary>
    public CachePolicy? Cache { get; init; }

    /// <summary>Whether lists of models name it.</summary>
    public bool Listed { get; init; } = true;
}
