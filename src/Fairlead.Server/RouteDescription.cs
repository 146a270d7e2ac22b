using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server;

/// <summary>What the API's description says of a gateway route.</summary>
/// <param name="Summary">What it does.</param>
/// <param name="Body">The schema of its body; null for none.</param>
internal sealed record RouteDescription(string Summary, Schema? Body = null)
{
    /// <summary>The body's media type.</summary>
    public string BodyType { get; init; } = "application/json";

    /// <summary>The answer's media type.</summary>
    public string Answer { get; init; } = "application/json";

    /// <summary>Whether the path ends in an identifier, or holds one.</summary>
    public bool HasIdentifier { get; init; }

    /// <summary>Whether it takes <c>limit</c>, <c>order</c> and <c>after</c> beside the identifier.</summary>
    public bool HasPages { get; init; }
}
