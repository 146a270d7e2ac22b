using System.Collections.Concurrent;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Pipeline;

/// <summary>
/// Addresses that turned out not to be there: few servers that follow OpenAI's Chat have its Responses, and one that answers 404 to the first
/// request is spoken to in Chat from then on; after some minutes it is tried once more.
/// </summary>
internal sealed class AbsentEndpoints(TimeProvider time)
{
    // Servers are updated, and what stood before them may have been wrong.
    private const long Memory = 10 * 60_000;

    private readonly ConcurrentDictionary<Uri, long> addresses = new();

    /// <summary>Where a deployment serves an operation: as it is, or else by translation; null when it does not.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="isTheOther">Whether Responses have just been found missing.</param>
    public UpstreamEndpoint? Find(Deployment deployment, Operation operation, bool isTheOther = false)
    {
        if (deployment.Endpoints.Of(operation) is { } own && IsThere(own, isTheOther))
        {
            return own;
        }

        foreach (var endpoint in deployment.Endpoints.Translating(operation))
        {
            if (endpoint.Dialect != operation.DialectOf() && IsThere(endpoint, isTheOther))
            {
                return endpoint;
            }
        }

        return null;
    }

    /// <summary>The other way was the right one: it is taken at once for some minutes.</summary>
    public void Learn(Attempt failed) => addresses[failed.Endpoint!.Address] = time.Milliseconds() + Memory;

    /// <summary>
    /// Whether a failure may show that the address is not there, and there is another way: only that way shows whether it does. A model that is not there is another matter, and so is a
    /// response: that one had been made at this address.
    /// </summary>
    public static bool HasAnother(Attempt attempt, AttemptFailure failure)
    {
        if (attempt.Endpoint!.Dialect != Dialect.Responses || attempt.Request.Followed is { HasContent: false }
            || failure is not { Kind: FailureKind.NotFound, UpstreamCode: not ("model_not_found" or "DeploymentNotFound" or "previous_response_not_found") })
        {
            return false;
        }

        foreach (var endpoint in attempt.Deployment!.Endpoints.Translating(attempt.Request.Operation))
        {
            if (endpoint.Dialect != Dialect.Responses)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsThere(UpstreamEndpoint endpoint, bool isTheOther) => endpoint.Dialect != Dialect.Responses || !(isTheOther || IsAbsent(endpoint));

    private bool IsAbsent(UpstreamEndpoint endpoint) => addresses.TryGetValue(endpoint.Address, out var until) && time.Milliseconds() < until;
}
