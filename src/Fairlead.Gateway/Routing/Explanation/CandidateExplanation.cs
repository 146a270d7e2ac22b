namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>A deployment that might have been chosen.</summary>
/// <param name="Deployment">It, as <c>provider/model</c>.</param>
/// <param name="Score">What the strategy goes by; null when nothing is known.</param>
/// <param name="Excluded">Why it could not be chosen; null when it could.</param>
/// <param name="Order">Its tier.</param>
/// <param name="InFlight">The attempts under way at it, now.</param>
public sealed record CandidateExplanation(string Deployment, double? Score, string? Excluded, int Order, int InFlight);
