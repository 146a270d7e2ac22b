namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class OpenAIContractTests() : ProviderTypeContract("openai");
