using Fairlead.Gateway.Catalog;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Builds providers whose settings may be wrong in part.</summary>
public static class ProviderBuilding
{
    /// <summary>Builds a provider from the sound part of its settings.</summary>
    /// <param name="type">The provider's type.</param>
    /// <param name="definition">The sound part: all of it when nothing is known to be wrong.</param>
    /// <param name="context">What surrounds the provider.</param>
    /// <param name="known">What the schemas have against the rest, with paths from the body's root.</param>
    /// <returns>The provider, without models when there are problems; and what is known with what the type adds to it.</returns>
    public static (ProviderSnapshot Provider, IReadOnlyList<Problem> Problems) BuildSound(
        this IProviderType type, ProviderDefinition definition, ProviderContext context, IReadOnlyList<Problem> known)
    {
        List<Problem> problems = [.. known];
        var provider = type.Build(definition, context, problems);
        return (provider, [.. known, .. problems.Skip(known.Count).Where(added => !known.Any(problem => Problem.IsWithin(added.Path, problem.Path)))]);
    }
}
