namespace Fairlead.Conformance.Tests.Chaos;

/// <summary>Tests that load the process, and so run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    internal const string Name = "alone";
}
