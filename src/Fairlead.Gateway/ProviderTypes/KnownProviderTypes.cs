using Fairlead.Gateway.ProviderTypes.Anthropic;
using Fairlead.Gateway.ProviderTypes.AnthropicCompatible;
using Fairlead.Gateway.ProviderTypes.AzureAnthropic;
using Fairlead.Gateway.ProviderTypes.AzureOpenAI;
using Fairlead.Gateway.ProviderTypes.Bedrock;
using Fairlead.Gateway.ProviderTypes.OpenAI;
using Fairlead.Gateway.ProviderTypes.OpenAICompatible;
using Fairlead.Gateway.ProviderTypes.Port;
using Fairlead.Gateway.ProviderTypes.VertexAnthropic;
using Fairlead.Gateway.ProviderTypes.VertexGemini;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>The provider types that there are. A new one is a folder and a line here.</summary>
public static class KnownProviderTypes
{
    /// <summary>All types.</summary>
    public static IReadOnlyList<IProviderType> All { get; } =
    [
        new OpenAIProviderType(),
        new AzureOpenAIProviderType(),
        new AnthropicProviderType(),
        new AzureAnthropicProviderType(),
        new BedrockProviderType(),
        new VertexGeminiProviderType(),
        new VertexAnthropicProviderType(),
        new OpenAICompatibleProviderType(),
        new AnthropicCompatibleProviderType(),
        new PortProviderType(),
    ];

    /// <summary>The type of a name; null when there is none.</summary>
    public static IProviderType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}
