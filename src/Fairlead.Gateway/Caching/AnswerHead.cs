using Fairlead.Gateway.Answers;

namespace Fairlead.Gateway.Caching;

/// <summary>What an answer says of itself before its body.</summary>
internal sealed record AnswerHead
{
    /// <summary>The status.</summary>
    public required int Status { get; init; }

    /// <summary>The media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>The length, when it is known.</summary>
    public long? ContentLength { get; init; }

    /// <summary>Whether it is a stream of events.</summary>
    public required bool IsEventStream { get; init; }

    /// <summary>The upstream's headers.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The client's fields that were lost.</summary>
    public required IReadOnlyList<string> DroppedParams { get; init; }

    /// <summary>The provider and model that answered.</summary>
    public required string ServedBy { get; init; }

    /// <summary>Where that provider and model were when they did: <see cref="Catalog.Deployment.Origin"/>.</summary>
    public string Origin { get; init; } = string.Empty;

    /// <summary>The head of an answer.</summary>
    public static AnswerHead Of(UpstreamAnswer answer) => new()
    {
        Status = answer.Status,
        ContentType = answer.ContentType,
        ContentLength = answer.ContentLength,
        IsEventStream = answer.IsEventStream,
        Headers = [.. answer.Headers],
        DroppedParams = answer.DroppedParams,
        ServedBy = answer.ServedBy,
        Origin = answer.Attempt.Deployment?.Origin ?? string.Empty,
    };

    /// <summary>As it is kept: without what was true of the moment alone.</summary>
    public AnswerHead Lasting() => this with
    {
        ContentLength = null,
        Headers = [.. Headers.Where(static header => !header.Key.StartsWith("x-ratelimit-", StringComparison.OrdinalIgnoreCase) && !header.Key.Equals("retry-after", StringComparison.OrdinalIgnoreCase))],
    };
}
