using System.ComponentModel;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Caching;

/// <summary>A whole answer as it is kept. It never changes, so that all who get it can be given the same one.</summary>
[ImmutableObject(true)]
internal sealed record CachedAnswer
{
    /// <summary>What it said of itself.</summary>
    public required AnswerHead Head { get; init; }

    /// <summary>Its bytes: a document, or all events of a stream.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When its last byte came.</summary>
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>Until when it is good.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What it cost when it was made; null when the upstream did not say.</summary>
    public Usage? Usage { get; init; }
}
