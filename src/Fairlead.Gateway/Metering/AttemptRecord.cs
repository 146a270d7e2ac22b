using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Metering;

/// <summary>What one upstream call came to.</summary>
public readonly record struct AttemptRecord
{
    /// <summary>The request that it was made for.</summary>
    public required string RequestId { get; init; }

    /// <summary>Which of the request's attempts it was, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What was asked.</summary>
    public required Operation Operation { get; init; }

    /// <summary>Who was asked.</summary>
    public required ProviderSnapshot Provider { get; init; }

    /// <summary>The model that was asked; null for what asks no model.</summary>
    public Deployment? Deployment { get; init; }

    /// <summary>How it ended. The one of two hedged attempts that lost is <see cref="RequestOutcome.Superseded"/>.</summary>
    public required RequestOutcome Outcome { get; init; }

    /// <summary>The class of its failure; null when it did not fail.</summary>
    public FailureKind? Failure { get; init; }

    /// <summary>The upstream's status; 0 when it never answered.</summary>
    public int UpstreamStatus { get; init; }

    /// <summary>From its beginning to the answer's first byte; zero when none came.</summary>
    public TimeSpan TimeToFirstByte { get; init; }

    /// <summary>From its beginning to its end.</summary>
    public TimeSpan Duration { get; init; }
}
