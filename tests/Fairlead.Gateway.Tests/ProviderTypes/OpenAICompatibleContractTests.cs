namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class OpenAICompatibleContractTests() : ProviderTypeContract("openai-compatible");
