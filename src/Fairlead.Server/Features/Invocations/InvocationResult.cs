using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>How a run ended.</summary>
internal sealed record InvocationResult
{
    /// <summary>The answer; null when the run failed.</summary>
    public string? Response { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public ApiError? Error { get; init; }

    /// <summary>The turns of the conversation up to now.</summary>
    public required IReadOnlyList<Turn> Turns { get; init; }

    /// <summary>What it cost.</summary>
    public required InvocationUsage Usage { get; init; }

    /// <summary>What was changed of the requests on their way.</summary>
    public required IReadOnlyList<string> Edits { get; init; }

    /// <summary>What happened on the way, for people.</summary>
    public required string ExecutionLog { get; init; }

    public string Status => Error is null ? InvocationStatus.Completed : InvocationStatus.Failed;
}
