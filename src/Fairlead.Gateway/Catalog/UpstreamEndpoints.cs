namespace Fairlead.Gateway.Catalog;

/// <summary>The endpoints of a deployment.</summary>
public sealed class UpstreamEndpoints
{
    private readonly UpstreamEndpoint?[] byOperation = new UpstreamEndpoint?[Enum.GetValues<Operation>().Length];
    private readonly UpstreamEndpoint? foreign;

    /// <summary>Endpoints by operation.</summary>
    /// <param name="endpoints">Each operation that is served as it is. The first that has a dialect serves clients of other dialects, by translation.</param>
    public UpstreamEndpoints(params IReadOnlyList<(Operation Operation, UpstreamEndpoint Endpoint)> endpoints)
    {
        foreach (var (operation, endpoint) in endpoints)
        {
            byOperation[(int)operation] = endpoint;
            foreign ??= endpoint.Dialect is null ? null : endpoint;
        }
    }

    /// <summary>The one endpoint of a dialect that no client of ours speaks: everything is translated.</summary>
    public UpstreamEndpoints(UpstreamEndpoint endpoint) => foreign = endpoint;

    /// <summary>The endpoint that serves an operation as it is; null when there is none.</summary>
    public UpstreamEndpoint? Of(Operation operation) => byOperation[(int)operation];

    /// <summary>The endpoint that serves an operation by translation; null when it cannot be translated.</summary>
    public UpstreamEndpoint? ForeignTo(Operation operation) => operation.DialectOf() is null ? null : foreign;

    /// <summary>Whether others lead to the same places.</summary>
    public bool AreSameAs(UpstreamEndpoints other) => byOperation.AsSpan().SequenceEqual(other.byOperation) && foreign == other.foreign;
}
