using Fairlead.Protocols;

namespace Fairlead.Gateway.Catalog;

/// <summary>What a model's tokens cost, in pico-dollars (10⁻¹² USD) per token: a price of 1 USD per million tokens is 1,000,000.</summary>
/// <param name="Input">A token of input.</param>
/// <param name="CachedInput">A token of input that was read from a cache.</param>
/// <param name="Output">A token of output.</param>
public sealed record ModelPricing(long Input, long CachedInput, long Output)
{
    /// <summary>The cost in nano-dollars (10⁻⁹ USD), each line rounded once, half to even.</summary>
    public long CostOf(Usage usage) =>
        Line(usage.InputTokens - usage.CachedTokens, Input) + Line(usage.CachedTokens, CachedInput) + Line(usage.OutputTokens, Output);

    private static long Line(long tokens, long price) => (long)Math.Round((decimal)tokens * price / 1000m, MidpointRounding.ToEven);
}
