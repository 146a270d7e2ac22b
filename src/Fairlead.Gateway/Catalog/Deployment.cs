namespace Fairlead.Gateway.Catalog;

/// <summary>An upstream model at a provider: what can serve a model.</summary>
public sealed class Deployment
{
    /// <summary>The model's name, as clients and the provider spell it.</summary>
    public required string Model { get; init; }

    /// <summary>The name as a JSON string, ready to be put into a body.</summary>
    public required ReadOnlyMemory<byte> ModelJson { get; init; }

    /// <summary>The provider that serves it.</summary>
    public required ProviderSnapshot Provider { get; init; }

    /// <summary>A name for people; null when none was given.</summary>
    public string? DisplayName { get; init; }

    /// <summary>How many tokens the model can read; null when it is not known.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>What its tokens cost; null when it is not known.</summary>
    public ModelPricing? Pricing { get; init; }

    /// <summary>The features that the model lacks.</summary>
    public ModelFeatures Missing { get; init; }

    /// <summary>The operations it serves.</summary>
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>Whether it may be used: enabled in the configuration and in the overrides.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Whether the model lacks a feature.</summary>
    public bool Lacks(ModelFeatures feature) => (Missing & feature) != 0;
}
