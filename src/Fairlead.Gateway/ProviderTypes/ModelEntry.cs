using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>What a model's address depends on.</summary>
/// <param name="Name">The name that clients use.</param>
/// <param name="IsShipped">Whether it is of the shipped catalog; an administrator wrote it otherwise.</param>
/// <param name="Operations">What it is there for.</param>
/// <param name="MaxOutputTokens">The longest answer it gives, in tokens; null when it is not known.</param>
internal sealed record ModelEntry(string Name, bool IsShipped, IReadOnlyList<Operation> Operations, int? MaxOutputTokens);
