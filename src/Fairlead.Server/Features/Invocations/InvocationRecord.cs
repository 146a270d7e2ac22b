namespace Fairlead.Server.Features.Invocations;

/// <summary>An invocation's record on the wire.</summary>
internal sealed record InvocationRecord
{
    public required string Identifier { get; init; }

    public required string ConversationId { get; init; }

    public string? Continues { get; init; }

    public required string Status { get; init; }

    public string? Agent { get; init; }

    public required string AskedBy { get; init; }

    public required string Prompt { get; init; }

    public string? SystemPrompt { get; init; }

    public string? Response { get; init; }

    public string? Error { get; init; }

    public string? Message { get; init; }

    public string? ExecutionLogs { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public IReadOnlyList<string>? Edits { get; init; }

    public required InvocationUsage Usage { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? RepliedAt { get; init; }
}
