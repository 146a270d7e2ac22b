namespace Fairlead.Gateway.Attempts;

/// <summary>How an attempt failed: a value, not an exception.</summary>
/// <param name="Kind">Its class.</param>
/// <param name="Message">What happened and what mends it, in words for a person. The upstream's own words in it are masked and cut.</param>
public sealed record AttemptFailure(FailureKind Kind, string Message)
{
    /// <summary>The upstream's status; null when it did not answer.</summary>
    public int? UpstreamStatus { get; init; }

    /// <summary>When the upstream will take requests again, in its own words: the <c>Retry-After</c> header.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The request had left the upstream less time than it is usually given: that it took longer is not its fault.</summary>
    public bool IsHurried { get; init; }

    /// <summary>
    /// The upstream does not know a model whose name the client chose, where a pattern let it: that is the client's mistake. Another deployment may know it; nobody is at
    /// fault, and no other model is asked in its place.
    /// </summary>
    public bool IsUnknownName { get; init; }

    /// <summary>The body of an upstream's 4xx, with this provider's secrets masked; it goes to the client as it is.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>The upstream's own code for the error.</summary>
    public string? UpstreamCode { get; init; }

    /// <summary>The upstream's own words, masked and cut; null when it had none.</summary>
    public string? Words { get; init; }

    /// <summary>Headers of the answer that may cross.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
