using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Routing;

/// <summary>One of the deployments of a route, as an operator declares it.</summary>
/// <param name="Provider">The provider's identifier.</param>
/// <param name="Model">The provider's model; in a pattern, <c>*</c> stands for what the name's own <c>*</c> matched.</param>
public sealed record DeploymentDefinition(string Provider, string Model)
{
    /// <summary>Its share of the traffic in relation to the others of its tier; 0 leaves it out.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Its tier: lower ones first.</summary>
    public int Order { get; init; } = 1;

    /// <summary>Requests per minute; null for no limit.</summary>
    public int? Rpm { get; init; }

    /// <summary>Tokens per minute; null for no limit.</summary>
    public int? Tpm { get; init; }

    /// <summary>Attempts at a time; null for no limit.</summary>
    public int? MaxParallelRequests { get; init; }

    /// <summary>What requests can ask for by name.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What its tokens cost here; null for the model's own price.</summary>
    public ModelPricing? Pricing { get; init; }

    /// <summary>How many tokens it can read; null for the model's own window.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>Whether it may be used.</summary>
    public bool Enabled { get; init; } = true;
}
