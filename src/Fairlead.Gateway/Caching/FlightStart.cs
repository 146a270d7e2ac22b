using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Pipeline;

namespace Fairlead.Gateway.Caching;

/// <summary>How a shared upstream call began.</summary>
/// <param name="Head">The answer's head; null when there is no answer.</param>
/// <param name="Result">What became of it, when there is no answer: a refusal or a failure, which is everybody's.</param>
/// <param name="Attempt">The attempt that answered or was the last to fail.</param>
internal readonly record struct FlightStart(AnswerHead? Head, GatewayResult Result, Attempt? Attempt)
{
    /// <summary>It was given up for a reason of the leader's own: another is to lead.</summary>
    public bool IsAbandoned => Head is null && Result.HasClientLeft;
}
