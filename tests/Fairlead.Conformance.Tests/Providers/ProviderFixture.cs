using System.Text.Json.Nodes;

namespace Fairlead.Conformance.Tests.Providers;

/// <summary>A way to connect a provider with the simulated upstream.</summary>
/// <param name="Identifier">The provider's identifier; the type's name for the first way of a type.</param>
/// <param name="Type">The provider type.</param>
/// <param name="Model">A model of it, as the gateway knows it.</param>
/// <param name="Settings">The configuration, given the upstream's root without a slash at its end; empty for the provider that the operator declares.</param>
internal sealed record ProviderFixture(string Identifier, string Type, string Model, Func<string, JsonObject> Settings)
{
    /// <summary>The secrets that the configuration names.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>The secret without whose right value the upstream lets nobody in.</summary>
    public required string Key { get; init; }

    /// <summary>A value of that secret which the upstream does not know.</summary>
    public string WrongKey { get; init; } = "wrong-0123456789";

    /// <summary>What the connection's test says then.</summary>
    public string WordsOfWrongKey { get; init; } = "did not accept the credentials";

    /// <summary>The model's name for clients.</summary>
    public string ClientModel => $"{Identifier}/{Model}";

    /// <summary>Whether the operator declares it, in the configuration file.</summary>
    public bool IsDeclared => Type == "port";

    /// <summary>The dialect of its upstream.</summary>
    public required UpstreamDialect Dialect { get; init; }
}
