namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>A deployment that a request might go to.</summary>
/// <param name="Deployment">It, as <c>provider/model</c>.</param>
/// <param name="Excluded">Why it cannot be chosen; null when it can.</param>
/// <param name="Chance">How likely the request is to go there, from 0 to 1; null when it cannot.</param>
/// <param name="Score">What the strategy goes by; null when nothing is known.</param>
/// <param name="Order">Its tier.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="InFlight">The attempts under way at it.</param>
/// <param name="Tags">What requests can ask for.</param>
/// <param name="ContextWindow">The tokens that it can read; null when that is not known.</param>
/// <param name="Breaker">Its breaker; null where there is none to turn to and it is never kept from being asked.</param>
/// <param name="Rpm">Requests within the last minute; null without a limit.</param>
/// <param name="Tpm">Tokens within the last minute; null without a limit.</param>
/// <param name="MaxParallelRequests">Attempts under way; null without a limit.</param>
public sealed record CandidatePreview(
    string Deployment,
    string? Excluded,
    double? Chance,
    double? Score,
    int Order,
    double Weight,
    int InFlight,
    IReadOnlyList<string>? Tags,
    int? ContextWindow,
    BreakerPreview? Breaker,
    LimitPreview? Rpm,
    LimitPreview? Tpm,
    LimitPreview? MaxParallelRequests)
{
    internal static CandidatePreview Of(Route route, int index, Exclusion? excluded, double? chance, long now)
    {
        var place = route.Deployments[index];
        var declared = place.Definition;
        return new CandidatePreview(
            place.Deployment.FullName,
            excluded is { } reason ? StepExplanation.Word(reason) : null,
            chance is { } known ? Math.Round(known, 4) : null,
            StepExplanation.Score(route.Strategy.Score(place, now)),
            declared.Order,
            declared.Weight,
            place.State.InFlight,
            declared.Tags.Count > 0 ? declared.Tags : null,
            place.ContextWindow,
            route.Breaker is null ? null : BreakerPreview.Of(place.State.Breaker, now),
            declared.Rpm is { } rpm ? new LimitPreview(place.Requests.CountAt(now), rpm) : null,
            declared.Tpm is { } tpm ? new LimitPreview(place.Tokens.CountAt(now), tpm) : null,
            declared.MaxParallelRequests is { } most ? new LimitPreview(place.InFlight, most) : null);
    }

    internal static CandidatePreview Absent(DeploymentDefinition declared) => new(
        $"{declared.Provider}/{declared.Model}", "absent", null, null, declared.Order, declared.Weight, 0, declared.Tags.Count > 0 ? declared.Tags : null, declared.ContextWindow, null, null, null, null);
}
