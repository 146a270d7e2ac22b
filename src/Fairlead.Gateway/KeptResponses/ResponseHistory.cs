using System.Buffers;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.KeptResponses;

/// <summary>Finds what a request follows on from: <c>previous_response_id</c>.</summary>
internal sealed class ResponseHistory(IResponseStore store)
{
    /// <summary>Finds it and gives it to the request.</summary>
    /// <returns>Why the request cannot follow on; null when it can, and when it follows on from nothing.</returns>
    public async ValueTask<GatewayError?> FindAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        var span = request.Outline[RequestField.PreviousResponseId];
        if (!span.IsPresent || request.Caller is not { } caller)
        {
            return null;
        }

        var body = request.Body.IsSingleSegment ? request.Body.First : request.Body.ToArray();
        if (!JsonSlice.TryParse(body, out var original) || original["previous_response_id"u8] is not { IsNull: false } named)
        {
            return null; // Said by the next stage, or nothing is named.
        }

        if (named.AsString() is not { } id)
        {
            return GatewayErrors.PreviousResponseNotText;
        }

        var (chain, missing) = await ChainAsync(id, caller.Id, cancellationToken);
        if (missing is not null)
        {
            // One that is gone, even far back, would leave a hole in the conversation: that is said, not passed over.
            return GatewayErrors.PreviousResponseNotFound(missing);
        }

        request.Followed = new FollowedResponse(original, chain);
        return chain[^1].IsFailed ? GatewayErrors.PreviousResponseFailed(id) : null;
    }

    /// <summary>A response and those before it, oldest first, and the id of the one that is not there any more, where the chain breaks off.</summary>
    public async ValueTask<(IReadOnlyList<KeptResponse> Chain, string? Missing)> ChainAsync(string id, string owner, CancellationToken cancellationToken)
    {
        var chain = new List<KeptResponse>();
        string? next = id;
        while (next is not null && await store.FindAsync(next, owner, cancellationToken) is { } kept)
        {
            chain.Insert(0, kept);
            next = kept.Follows;
        }

        return (chain, next);
    }
}
