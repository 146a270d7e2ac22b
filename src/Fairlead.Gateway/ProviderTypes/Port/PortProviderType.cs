using System.Text.Json;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Gateway.ProviderTypes.OpenAICompatible;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes.Port;

/// <summary>The deployment's own managed provider, which the operator declares under <c>managed:</c> in the configuration file.</summary>
public sealed class PortProviderType : IProviderType
{
    /// <summary>The type's name, and the identifier of the one provider of it.</summary>
    public const string TypeName = "port";

    private readonly OpenAICompatibleProviderType dialect = new();

    /// <inheritdoc/>
    public string Name => TypeName;

    /// <inheritdoc/>
    public bool IsConnectable => false;

    /// <inheritdoc/>
    public Schema Settings => dialect.Settings;

    /// <inheritdoc/>
    public IEnumerable<string> SecretNames(JsonElement config) => dialect.SecretNames(config);

    /// <inheritdoc/>
    public ProviderSnapshot Build(ProviderDefinition definition, SecretReader secrets, AddressPolicy addresses, ICollection<Problem> problems) =>
        dialect.Build(definition, secrets, addresses, problems);
}
