using System.Globalization;
using Fairlead.Protocols.JsonSchema;
using Fairlead.Server.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Which part of the invocations is asked for.</summary>
internal sealed record InvocationPage : Page
{
    private static readonly string[] Statuses = [InvocationStatus.InProgress, InvocationStatus.Completed, InvocationStatus.Failed];

    /// <summary>Those of one agent.</summary>
    [FromQuery(Name = "agent")]
    public string? Agent { get; init; }

    /// <summary>Those that stand so.</summary>
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    /// <summary>Those with a label, as <c>NAME=VALUE</c>.</summary>
    [FromQuery(Name = "label")]
    public string? Label { get; init; }

    /// <summary>Those since a time.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Those up to a time.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    /// <summary>The last invocation of the part before: when it was asked, and which it is.</summary>
    public (long? Time, string? Id) AfterInvocation =>
        After?.Split(' ') is [var time, var id] && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? (micros, id) : (null, null);

    /// <inheritdoc/>
    protected override IEnumerable<Problem> Check()
    {
        if (Status is not null && !Statuses.Contains(Status, StringComparer.Ordinal))
        {
            yield return new Problem("status", $"must be one of {string.Join(", ", Statuses)}");
        }

        if (Label is not null && Label.IndexOf('=', StringComparison.Ordinal) <= 0)
        {
            yield return new Problem("label", "must be NAME=VALUE");
        }

        // Another list's cursor, taken for none, would give the first part again and again.
        if (After is not null && AfterInvocation.Time is null)
        {
            yield return new Problem("cursor", "is not a cursor that this list gave");
        }

        foreach (var problem in base.Check())
        {
            yield return problem;
        }
    }
}
