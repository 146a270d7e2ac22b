namespace Fairlead.Gateway.Caching;

/// <summary>What the cache did for a request for which it was on.</summary>
public enum CacheStatus
{
    /// <summary>The answer was kept from an earlier request.</summary>
    Hit,

    /// <summary>The upstream was asked.</summary>
    Miss,

    /// <summary>The cache was left aside, as the request asked or because of what it asks for.</summary>
    Bypass,

    /// <summary>The answer is that of another request, which was under way.</summary>
    Shared,
}
