using Fairlead.Gateway.ProviderTypes.OpenAI;
using Fairlead.Gateway.ProviderTypes.OpenAICompatible;
using Fairlead.Gateway.ProviderTypes.Port;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>The provider types that there are. A new one is a folder and a line here.</summary>
public static class KnownProviderTypes
{
    /// <summary>All types.</summary>
    public static IReadOnlyList<IProviderType> All { get; } =
    [
        new OpenAIProviderType(),
        new OpenAICompatibleProviderType(),
        new PortProviderType(),
    ];

    /// <summary>The type of a name; null when there is none.</summary>
    public static IProviderType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}
