namespace Fairlead.Gateway.Caching;

/// <summary>What the cache has done since the process began, and what it holds.</summary>
/// <param name="Hits">Requests answered with what was kept.</param>
/// <param name="Misses">Requests that the upstream was asked for.</param>
/// <param name="Shared">Requests that took part in another's answer.</param>
/// <param name="Bypasses">Requests that the cache was left aside for, though it was on.</param>
/// <param name="Entries">Answers in memory.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Readers">Requests that wait for an answer that can be shared, or read one.</param>
/// <param name="SharedBytes">Bytes of answers on their way.</param>
public sealed record CacheCounts(long Hits, long Misses, long Shared, long Bypasses, long Entries, long Bytes, int Readers, long SharedBytes);
