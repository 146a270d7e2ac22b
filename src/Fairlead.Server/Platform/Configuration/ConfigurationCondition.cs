namespace Fairlead.Server.Platform.Configuration;

/// <summary>How a configuration fares.</summary>
/// <param name="State">One of the names below.</param>
/// <param name="Problems">What is wrong.</param>
/// <param name="Since">Since when; null while nothing is wrong.</param>
internal sealed record ConfigurationCondition(string State, IReadOnlyList<ConfigurationProblem> Problems, DateTimeOffset? Since)
{
    /// <summary>The process was given no file.</summary>
    public const string None = "none";

    /// <summary>The file as it was last read is in force.</summary>
    public const string InForce = "inForce";

    /// <summary>It is in force, but the store lacks what it refers to.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>The file as it is now cannot be used; an earlier one is in force.</summary>
    public const string Invalid = "invalid";
}
