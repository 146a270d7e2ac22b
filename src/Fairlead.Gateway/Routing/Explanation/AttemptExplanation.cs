using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>What became of an attempt.</summary>
/// <param name="Outcome">How it ended; null while it is under way.</param>
/// <param name="Failure">The class of its failure.</param>
/// <param name="UpstreamStatus">The upstream's status; null when it never answered.</param>
/// <param name="FirstByteMilliseconds">The time to first byte; null when none came.</param>
/// <param name="DurationMilliseconds">How long it took; null while it is under way.</param>
/// <param name="Hedge">It was begun beside another.</param>
public sealed record AttemptExplanation(string? Outcome, string? Failure, int? UpstreamStatus, double? FirstByteMilliseconds, double? DurationMilliseconds, bool Hedge)
{
    internal static AttemptExplanation Of(RouteStep step) => new(
        step.Outcome is { } outcome ? StepExplanation.Word(outcome) : null,
        step.Failure is { } failure ? FailureKinds.NameOf(failure) : null,
        step.Status == 0 ? null : step.Status,
        Milliseconds(step.FirstByte),
        Milliseconds(step.Duration),
        step.IsHedge);

    private static double? Milliseconds(TimeSpan? time) => time is { } given ? Math.Round(given.TotalMilliseconds, 3) : null;
}
