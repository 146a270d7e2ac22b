namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>What one route would do with a request now.</summary>
/// <param name="Model">The route's name.</param>
/// <param name="Strategy">How it chooses.</param>
/// <param name="ScoreMeaning">What the scores are, and whether less or more is better.</param>
/// <param name="Candidates">The deployments.</param>
/// <param name="Chosen">The one that would be chosen, as <c>provider/model</c>; null when chance decides, by the candidates' own, and when none could be.</param>
/// <param name="Reason">Why: strategy, affinity, probe, or chance; null when none could be chosen.</param>
/// <param name="Refusal">Why none could be chosen; null when one could.</param>
public sealed record StepPreview(
    string Model, string Strategy, string ScoreMeaning, IReadOnlyList<CandidatePreview> Candidates, string? Chosen, string? Reason, RefusalPreview? Refusal);
