using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Metering;

/// <summary>What is known at an answer's end of what it cost.</summary>
/// <param name="Usage">What the upstream said last; null when it said nothing.</param>
/// <param name="Bytes">The bytes that the client was given.</param>
/// <param name="Deltas">Of a stream: the pieces of text since the upstream last said its usage; null for a whole answer.</param>
/// <param name="Text">The text; null where it was not kept.</param>
internal readonly record struct AnswerCost(Usage? Usage, long Bytes, int? Deltas = null, AnswerText? Text = null)
{
    /// <summary>Whether the upstream said its usage. Some servers have the object with zeros in it, which no request comes to.</summary>
    public bool IsSaid => Usage is { InputTokens: > 0 } or { OutputTokens: > 0 };

    /// <summary>Whether what the upstream said is of all that it answered: an answer that was broken off may have gone on since.</summary>
    public bool IsSaidOfAll(RequestOutcome outcome) => IsSaid && (outcome == RequestOutcome.Completed || Deltas is not > 0);

    /// <summary>Whether a request's answer can be counted where its upstream does not say.</summary>
    public bool IsCountable(GatewayRequest request) => Bytes > 0 && request.IsMeteredText;

    /// <summary>The tokens as they can be told at once, and where they come from.</summary>
    public (Usage Usage, UsageSource Source) Tell(GatewayRequest request, RequestOutcome outcome)
    {
        if (IsSaidOfAll(outcome))
        {
            return (Usage!.Value, UsageSource.Upstream);
        }

        // Most vendors send a token or a few with each delta.
        return IsSaid ? (Usage!.Value with { OutputTokens = Usage.Value.OutputTokens + Deltas!.Value }, UsageSource.Estimate)
            : IsCountable(request) ? (new Usage(request.BodyLength / 4, OutputOf(request), 0, 0), UsageSource.Estimate)
            : default;
    }

    // Four bytes to a token is the usual rule of thumb for English text. An embedding's numbers are no text.
    private long OutputOf(GatewayRequest request) => request.Operation == Operation.Embeddings ? 0 : Deltas ?? (Bytes / 4);
}
