namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class PortContractTests() : ProviderTypeContract("port");
