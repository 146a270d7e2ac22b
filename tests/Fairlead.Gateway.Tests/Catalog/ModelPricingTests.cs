using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Tests.Catalog;

public sealed class ModelPricingTests
{
    [Theory]
    [InlineData(1000, 0, 0, 3_000_000)] // 1,000 tokens at 3 USD per million: 0.003 USD.
    [InlineData(1000, 1000, 0, 300_000)]
    [InlineData(1000, 400, 0, 1_920_000)]
    [InlineData(0, 0, 1000, 15_000_000)]
    [InlineData(0, 0, 0, 0)]
    public void CostOf_Usage_IsInNanoDollars(long input, long cached, long output, long expected) =>
        Assert.Equal(expected, new ModelPricing(3_000_000, 300_000, 15_000_000).CostOf(new Usage(input, output, cached, 0)));

    [Theory]
    [InlineData(1, 0)] // 0.5 rounds to even
    [InlineData(3, 2)] // 1.5
    [InlineData(5, 2)] // 2.5
    [InlineData(7, 4)] // 3.5
    public void CostOf_HalfANanoDollar_RoundsToEven(long tokens, long expected) =>
        Assert.Equal(expected, new ModelPricing(500, 0, 0).CostOf(new Usage(tokens, 0, 0, 0)));

    [Fact]
    public void CostOf_SeveralLines_RoundsEachOnce() => Assert.Equal(3, new ModelPricing(600, 600, 600).CostOf(new Usage(2, 1, 1, 0)));

    [Fact]
    public void CostOf_ManyTokensAtAHighPrice_DoesNotOverflow() =>
        Assert.Equal(1_000_000_000_000_000_000, new ModelPricing(1_000_000_000_000, 0, 0).CostOf(new Usage(1_000_000_000, 0, 0, 0)));
}
