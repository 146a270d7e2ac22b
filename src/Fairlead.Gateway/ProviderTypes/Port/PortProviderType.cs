using Fairlead.Gateway.Catalog;
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
    public string Description => "The deployment's own managed provider, which the operator declares under managed: in the configuration file.";

    /// <inheritdoc/>
    public bool IsConnectable => false;

    /// <inheritdoc/>
    public Schema Settings => dialect.Settings;

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => dialect.Examples;

    /// <inheritdoc/>
    public ProviderSnapshot Build(ProviderDefinition definition, ProviderContext context, ICollection<Problem> problems) => dialect.Build(definition, context, problems);
}
