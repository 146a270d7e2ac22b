using System.Text.Json;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Invocations;

/// <summary>An invocation as the store has it: a row.</summary>
internal sealed record StoredInvocation
{
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    public string? Continues { get; init; }

    public required string Status { get; init; }

    public string? Agent { get; init; }

    public required string AskedBy { get; init; }

    public required string AskedByName { get; init; }

    public string? SystemPrompt { get; init; }

    public required string Prompt { get; init; }

    public string? Response { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ExecutionLog { get; init; }

    public required string Labels { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required string Turns { get; init; }

    public string? Edits { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long CachedTokens { get; init; }

    public long UsageEstimated { get; init; }

    public long? CostNano { get; init; }

    public long AskedAt { get; init; }

    public long? RepliedAt { get; init; }

    /// <summary>What is shown of it.</summary>
    public InvocationRecord ToRecord() => new()
    {
        Identifier = Id,
        ConversationId = ConversationId,
        Continues = Continues,
        Status = Status,
        Agent = Agent,
        AskedBy = AskedBy,
        Prompt = Prompt,
        SystemPrompt = SystemPrompt,
        Response = Response,
        Error = ErrorMessage is null ? null : GetInvocation.InternalError,
        Message = ErrorMessage,
        ExecutionLogs = ExecutionLog,
        Labels = JsonSerializer.Deserialize<Dictionary<string, string>>(Labels, Wire.Options)!,
        Provider = Provider,
        Model = Model,
        Edits = Edits is null ? null : JsonSerializer.Deserialize<List<string>>(Edits, Wire.Options),
        Usage = new InvocationUsage(InputTokens, OutputTokens, CachedTokens, InvocationUsage.ToDollars(CostNano)) { Estimated = UsageEstimated != 0 },
        AskedAt = Micros.ToTime(AskedAt),
        RepliedAt = Micros.ToTime(RepliedAt),
    };
}
