using Fairlead.Gateway.ProviderTypes;

namespace Fairlead.Gateway.Tests.ProviderTypes;

/// <summary>No type without its contract.</summary>
public sealed class ProviderTypeContractTests
{
    [Fact]
    public void Contract_IsDerivedForEveryType() => Assert.Equal(
        KnownProviderTypes.All.Select(static type => type.Name).Order(StringComparer.Ordinal),
        typeof(ProviderTypeContract).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(ProviderTypeContract)))
            .Select(static type => ((ProviderTypeContract)Activator.CreateInstance(type)!).Type).Order(StringComparer.Ordinal));
}
