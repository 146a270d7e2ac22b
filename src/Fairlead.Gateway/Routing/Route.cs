using System.Collections.Immutable;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Routing.Strategies;

namespace Fairlead.Gateway.Routing;

/// <summary>A model that clients can name, and what can serve it. Immutable but for its <see cref="State"/>.</summary>
public sealed class Route
{
    /// <summary>The most deployments that a route can have: sets of them are the bits of one number.</summary>
    public const int MaxDeployments = 64;

    /// <summary>The name that clients use.</summary>
    public required string Name { get; init; }

    /// <summary>What can serve it.</summary>
    public required ImmutableArray<RouteDeployment> Deployments { get; init; }

    /// <summary>How it is chosen.</summary>
    public required IRoutingStrategy Strategy { get; init; }

    /// <summary>What the operator declared; null for a provider's model that nobody declared.</summary>
    public RouteDefinition? Definition { get; init; }

    /// <summary>When a deployment is kept from being asked; null for never: nobody else could be.</summary>
    public BreakerSettings? Breaker { get; init; }

    /// <summary>Declared deployments whose provider or model is not there.</summary>
    public ImmutableArray<DeploymentDefinition> Absent { get; init; } = [];

    /// <summary>Models to turn to when this one fails.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    /// <summary>The time-outs.</summary>
    public TimeLimits Limits { get; init; } = TimeLimits.None;

    /// <summary>What is going on.</summary>
    public RouteState State { get; internal set; } = new();

    /// <summary>Whether a conversation keeps going to the deployment that has its prefix cached.</summary>
    internal bool IsSticky => Deployments.Length > 1 && Definition is { Affinity: true };

    /// <summary>The set of all deployments.</summary>
    internal ulong All => Deployments.Length == MaxDeployments ? ulong.MaxValue : (1UL << Deployments.Length) - 1;

    /// <summary>The route of a provider's model that nobody declared.</summary>
    public static Route Of(Deployment deployment) => new()
    {
        Name = deployment.FullName,
        Deployments = [new RouteDeployment(deployment, new DeploymentDefinition(deployment.Provider.Identifier, deployment.Model))],
        Strategy = Order.Instance,
        Limits = deployment.Provider.Limits,
    };
}
