using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>A kind of provider: the settings it takes, and how requests reach it.</summary>
public interface IProviderType
{
    /// <summary>The name in <c>provider</c>.</summary>
    string Name { get; }

    /// <summary>What it connects to, in a sentence.</summary>
    string Description { get; }

    /// <summary>Whether an administrator may connect one; otherwise the operator declares it.</summary>
    bool IsConnectable { get; }

    /// <summary>The schema of <c>config</c>.</summary>
    Schema Settings { get; }

    /// <summary>Configurations that are complete, one for each way to give credentials: for the reference page, and for tests.</summary>
    IReadOnlyList<string> Examples { get; }

    /// <summary>The names of the secrets that a configuration uses.</summary>
    IEnumerable<string> SecretNames(JsonElement config) => SecretReferences.Of(config);

    /// <summary>
    /// Builds what requests need of a provider. The configuration has passed <see cref="Settings"/>; what a schema cannot say is added to
    /// <paramref name="problems"/>, with paths from the body's root. When it holds problems from the start, the configuration is what is left without what has them,
    /// and what is built has no models.
    /// </summary>
    ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems);
}
