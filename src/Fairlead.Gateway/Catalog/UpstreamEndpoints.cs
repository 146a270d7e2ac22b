namespace Fairlead.Gateway.Catalog;

/// <summary>The endpoints of a deployment.</summary>
public sealed class UpstreamEndpoints
{
    private readonly UpstreamEndpoint?[] byOperation = new UpstreamEndpoint?[Enum.GetValues<Operation>().Length];
    private readonly UpstreamEndpoint[] conversing;

    /// <summary>Endpoints by operation.</summary>
    /// <param name="endpoints">Each operation that is served as it is. Those that have a dialect serve clients of other dialects, by translation; the first one that is there does.</param>
    public UpstreamEndpoints(params IReadOnlyList<(Operation Operation, UpstreamEndpoint Endpoint)> endpoints)
    {
        foreach (var (operation, endpoint) in endpoints)
        {
            byOperation[(int)operation] = endpoint;
        }

        conversing = [.. endpoints.Select(static entry => entry.Endpoint).Where(static endpoint => endpoint.Dialect is not null)];
    }

    /// <summary>The one endpoint of a dialect that no client of ours speaks: everything is translated.</summary>
    public UpstreamEndpoints(UpstreamEndpoint endpoint) => conversing = [endpoint];

    /// <summary>The endpoint that serves an operation as it is; null when there is none.</summary>
    public UpstreamEndpoint? Of(Operation operation) => byOperation[(int)operation];

    /// <summary>The endpoints that can serve an operation by translation, the best first; none when it cannot be translated.</summary>
    public ReadOnlySpan<UpstreamEndpoint> Translating(Operation operation) => operation.DialectOf() is null ? default : conversing;

    /// <summary>The endpoint that serves an operation by translation, as far as is known before it is asked; null when it cannot be translated.</summary>
    public UpstreamEndpoint? ForeignTo(Operation operation)
    {
        foreach (var endpoint in Translating(operation))
        {
            if (endpoint.Dialect != operation.DialectOf())
            {
                return endpoint;
            }
        }

        return null;
    }

    /// <summary>All addresses, as one text.</summary>
    internal string Addresses => string.Join('\n', byOperation.Concat(conversing).Select(static endpoint => endpoint?.Address.AbsoluteUri));

    /// <summary>Whether others lead to the same places.</summary>
    public bool AreSameAs(UpstreamEndpoints other) => byOperation.AsSpan().SequenceEqual(other.byOperation) && conversing.AsSpan().SequenceEqual(other.conversing);
}
