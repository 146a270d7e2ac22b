using System.Text.Json;

namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>One choice of a deployment.</summary>
/// <param name="Model">The route's name: of a fallback, another one than the client asked for.</param>
/// <param name="Strategy">How it chooses.</param>
/// <param name="ScoreMeaning">What the scores are, and whether less or more is better.</param>
/// <param name="Candidates">The deployments.</param>
/// <param name="Chosen">The chosen one, as <c>provider/model</c>; null when none could be.</param>
/// <param name="Reason">Why it was this one: strategy, affinity, probe or named.</param>
/// <param name="AtMilliseconds">When, after the request began.</param>
/// <param name="Attempt">What became of it; null when nothing was sent.</param>
public sealed record StepExplanation(
    string Model, string Strategy, string ScoreMeaning, IReadOnlyList<CandidateExplanation> Candidates, string? Chosen, string? Reason, double AtMilliseconds, AttemptExplanation? Attempt)
{
    internal static StepExplanation Of(RouteStep step)
    {
        var route = step.Route!;
        var chosen = step.Choice.Index;
        return new StepExplanation(
            route.Name,
            route.Strategy.Name,
            route.Strategy.ScoreMeaning,
            CandidatesOf(step),
            chosen < 0 ? null : route.Deployments[chosen].Deployment.FullName,
            chosen < 0 ? null : Word(step.Choice.Reason),
            Math.Round(step.At.TotalMilliseconds, 3),
            chosen < 0 ? null : AttemptExplanation.Of(step));
    }

    /// <summary>A name as it is written in JSON.</summary>
    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static List<CandidateExplanation> CandidatesOf(RouteStep step)
    {
        var route = step.Route!;
        var candidates = new List<CandidateExplanation>();
        for (var index = 0; index < route.Deployments.Length; index++)
        {
            var place = route.Deployments[index];
            candidates.Add(new CandidateExplanation(
                place.Deployment.FullName, Score(step.Scores[index]), step.Exclusions.Of(index) is { } reason ? Word(reason) : null, place.Definition.Order, place.State.InFlight));
        }

        candidates.AddRange(route.Absent.Select(static absent => new CandidateExplanation($"{absent.Provider}/{absent.Model}", null, "absent", absent.Order, 0)));
        return candidates;
    }

    /// <summary>A score as it is shown; null when nothing is known.</summary>
    internal static double? Score(double score) => double.IsFinite(score) && score < double.MaxValue / 2_000_000 ? Math.Round(score, 3) : null;
}
