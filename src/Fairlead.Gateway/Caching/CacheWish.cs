namespace Fairlead.Gateway.Caching;

/// <summary>What a request says of the cache, as it stands in its headers.</summary>
/// <param name="Seconds"><c>x-fairlead-cache-ttl</c>; null when it is not there.</param>
/// <param name="CacheControl"><c>cache-control</c>; null when it is not there.</param>
public sealed record CacheWish(string? Seconds, string? CacheControl)
{
    /// <summary>Switches the cache on for a request, for so many seconds; 0 switches it off.</summary>
    public const string SecondsHeader = "x-fairlead-cache-ttl";
}
