using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Where a model is at the provider.</summary>
/// <param name="Name">The provider's name for it.</param>
/// <param name="Endpoints">Where it answers.</param>
internal sealed record ModelUpstream(string Name, UpstreamEndpoints Endpoints);
