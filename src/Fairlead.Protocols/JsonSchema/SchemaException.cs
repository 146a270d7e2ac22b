namespace Fairlead.Protocols.JsonSchema;

/// <summary>A schema of the product itself is not a schema: a programming error.</summary>
public sealed class SchemaException : Exception
{
    /// <summary>Nothing is known of what is wrong.</summary>
    public SchemaException()
        : this("the schema is not valid")
    {
    }

    /// <summary>One thing is wrong.</summary>
    /// <param name="message">What is wrong.</param>
    public SchemaException(string message)
        : base(message)
    {
    }

    /// <summary>Something else failed first.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What failed.</param>
    public SchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal SchemaException(IReadOnlyList<Problem> problems)
        : this($"the schema is not valid: {string.Join("; ", problems)}") => Problems = problems;

    /// <summary>Everything that is wrong; the paths are in the schema.</summary>
    public IReadOnlyList<Problem> Problems { get; } = [];
}
