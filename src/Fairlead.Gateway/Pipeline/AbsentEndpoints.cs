using System.Collections.Concurrent;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Pipeline;

/// <summary>
/// Addresses that turned out not to be there: few servers that follow OpenAI's Chat have its Responses, and one that answers 404 to the first
/// request is spoken to in Chat from then on.
/// </summary>
internal sealed class AbsentEndpoints
{
    private readonly ConcurrentDictionary<Uri, bool> addresses = new();

    /// <summary>Where a deployment serves an operation: as it is, or else by translation; null when it does not.</summary>
    public UpstreamEndpoint? Find(Deployment deployment, Operation operation)
    {
        if (deployment.Endpoints.Of(operation) is { } own && IsThere(own))
        {
            return own;
        }

        foreach (var endpoint in deployment.Endpoints.Translating(operation))
        {
            if (endpoint.Dialect != operation.DialectOf() && IsThere(endpoint))
            {
                return endpoint;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a failure shows that the address is not there and there is another way. A model that is not there is another matter, and so is a
    /// response: that one had been made at this address.
    /// </summary>
    public bool Learns(Attempt attempt, AttemptFailure failure)
    {
        var endpoint = attempt.Endpoint!;
        return endpoint.Dialect == Dialect.Responses && failure is { Kind: FailureKind.NotFound, UpstreamCode: not ("model_not_found" or "DeploymentNotFound" or "previous_response_not_found") }
            && attempt.Request.Followed is not { HasContent: false }
            && HasOther(attempt.Deployment!, attempt.Request.Operation)
            && addresses.TryAdd(endpoint.Address, true);
    }

    private static bool HasOther(Deployment deployment, Operation operation)
    {
        foreach (var endpoint in deployment.Endpoints.Translating(operation))
        {
            if (endpoint.Dialect != Dialect.Responses)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsThere(UpstreamEndpoint endpoint) => endpoint.Dialect != Dialect.Responses || !addresses.ContainsKey(endpoint.Address);
}
