using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Caching;
using Fairlead.Gateway.Catalog;
using Fairlead.Protocols;

namespace Fairlead.Gateway.Metering;

/// <summary>What one request came to.</summary>
public readonly record struct UsageRecord
{
    /// <summary>The request's id: <c>x-fairlead-request-id</c>.</summary>
    public required string RequestId { get; init; }

    /// <summary>Who asked; null for the product's own calls (a connection test).</summary>
    public Principal? Caller { get; init; }

    /// <summary>What was asked.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The provider that served it.</summary>
    public required ProviderSnapshot Provider { get; init; }

    /// <summary>The model that served it; null for what asks no model, such as files.</summary>
    public Deployment? Deployment { get; init; }

    /// <summary>How it ended.</summary>
    public required RequestOutcome Outcome { get; init; }

    /// <summary>The upstream's status; 0 when it never answered.</summary>
    public int UpstreamStatus { get; init; }

    /// <summary>How many upstream calls were made for it.</summary>
    public int Attempts { get; init; }

    /// <summary>The tokens.</summary>
    public Usage Usage { get; init; }

    /// <summary>Where <see cref="Usage"/> comes from.</summary>
    public UsageSource UsageSource { get; init; }

    /// <summary>What the response cache did; null when it was off.</summary>
    public CacheStatus? Cache { get; init; }

    /// <summary>Whether an upstream charged for <see cref="Usage"/>. Otherwise these are tokens that another request has already been charged for.</summary>
    public bool IsCharged => Cache is not (CacheStatus.Hit or CacheStatus.Shared);

    /// <summary>Changes to the body other than the model's name: the fields taken out, and <c>stream_options.include_usage</c> when it was added.</summary>
    public IReadOnlyList<string> Edits { get; init; }

    /// <summary>From the request's admission to the answer's first byte.</summary>
    public TimeSpan TimeToFirstByte { get; init; }

    /// <summary>From the request's admission to its end.</summary>
    public TimeSpan Duration { get; init; }
}
