using System.Collections.Frozen;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>What a file is read with.</summary>
/// <param name="Sections">The options classes by their sections.</param>
/// <param name="Environment">Reads an environment variable; null when it is not set.</param>
/// <param name="Formats">Files of other products that are accepted too.</param>
/// <param name="Time">The clock.</param>
internal sealed record ConfigurationContext(
    IReadOnlyDictionary<string, Type> Sections, Func<string, string?> Environment, IReadOnlyList<IConfigurationFormat> Formats, TimeProvider Time)
{
    /// <summary>The options that win over the file's, by .NET's configuration names.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = FrozenDictionary<string, string?>.Empty;
}
