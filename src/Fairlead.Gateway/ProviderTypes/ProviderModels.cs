using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>The models of a provider.</summary>
/// <param name="Listed">Those that are known, disabled ones included, in order.</param>
/// <param name="Unlisted">Makes one of which nothing is known but its name.</param>
internal sealed record ProviderModels(IReadOnlyList<Deployment> Listed, Func<string, Deployment> Unlisted);
