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
        var own = deployment.Endpoints.Of(operation);
        return own is not null && (operation != Operation.Responses || !addresses.ContainsKey(own.Address)) ? own : deployment.Endpoints.ForeignTo(operation);
    }

    /// <summary>
    /// Whether a failure shows that the address is not there and there is another way. A model that is not there is another matter, and so is a
    /// response: that one had been made at this address.
    /// </summary>
    public bool Learns(Attempt attempt, AttemptFailure failure)
    {
        var endpoint = attempt.Endpoint!;
        return attempt.Request.Operation == Operation.Responses && endpoint.Dialect == Dialect.Responses && failure is { Kind: FailureKind.NotFound, UpstreamCode: not ("model_not_found" or "DeploymentNotFound" or "previous_response_not_found") }
            && attempt.Request.Followed is not { HasContent: false }
            && attempt.Deployment!.Endpoints.ForeignTo(Operation.Responses) is { Dialect: not Dialect.Responses }
            && addresses.TryAdd(endpoint.Address, true);
    }
}
