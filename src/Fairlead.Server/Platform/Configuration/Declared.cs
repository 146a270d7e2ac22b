namespace Fairlead.Server.Platform.Configuration;

/// <summary>Holds the declared configuration in force. It is replaced together with the catalog that is built from it, one writer at a time.</summary>
/// <param name="first">The configuration of the start, whose options hold until the end.</param>
public sealed class Declared(DeclaredConfiguration first)
{
    private volatile DeclaredConfiguration current = first;

    /// <summary>The configuration in force.</summary>
    public DeclaredConfiguration Current => current;

    /// <summary>The options that the process started with.</summary>
    public IReadOnlyDictionary<string, string?> Options { get; } = first.Options;

    /// <summary>Puts another configuration in force. Calls must be serialized.</summary>
    public void Replace(DeclaredConfiguration next) => current = next;
}
