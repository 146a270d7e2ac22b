using System.ComponentModel.DataAnnotations;

namespace Fairlead.Gateway.Caching;

/// <summary>The response cache's settings: section <c>cache</c>. Whether a model's answers are cached is said by its route or by the request.</summary>
public sealed class CachingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Cache";

    /// <summary>Whether a request can switch the cache on for itself, with the header <c>x-fairlead-cache-ttl</c>, where no route does.</summary>
    public bool AllowRequests { get; set; } = true;

    /// <summary>The longest time, in seconds, for which a request can have its answer kept.</summary>
    [Range(1, 31_536_000)]
    public int MaxRequestSeconds { get; set; } = 86_400;

    /// <summary>The largest answer that is kept, in bytes; larger ones pass by. Also how far those who share an answer that is larger may lie apart.</summary>
    [Range(1024, 64 << 20)]
    public int MaxEntryBytes { get; set; } = 1 << 20;

    /// <summary>The bytes of all answers kept in memory.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxBytes { get; set; } = 64L << 20;

    /// <summary>The bytes of all answers that are on their way and held for those who share them; beyond it answers pass by unkept.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxSharedBytes { get; set; } = 32L << 20;
}
