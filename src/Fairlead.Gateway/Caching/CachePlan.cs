using System.Globalization;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;

namespace Fairlead.Gateway.Caching;

/// <summary>What the cache is to do for a request.</summary>
/// <param name="TimeToLive">For how long its answer is good; zero when it is not to be kept.</param>
/// <param name="IsShared">Whether every caller gets it.</param>
/// <param name="Directives">What the client says.</param>
internal sealed record CachePlan(TimeSpan TimeToLive, bool IsShared, CacheDirectives Directives)
{
    /// <summary>Whether the cache is to be left aside.</summary>
    public bool IsBypass => TimeToLive == TimeSpan.Zero || Directives.NoStore;

    /// <summary>Whether an answer of another request will do.</summary>
    public bool MayServe => !Directives.NoCache;

    /// <summary>Makes the plan of a request.</summary>
    /// <param name="wish">What the request says; null for nothing.</param>
    /// <param name="policy">What its route says; null for nothing.</param>
    /// <param name="options">The options.</param>
    /// <param name="plan">The plan; null when the cache is off for it.</param>
    /// <returns>What is wrong with what the request says; null when nothing is.</returns>
    public static GatewayError? TryMake(CacheWish? wish, CachePolicy? policy, CachingOptions options, out CachePlan? plan)
    {
        plan = null;
        if (wish?.Seconds is null && policy is null)
        {
            return null;
        }

        if (CacheDirectives.TryRead(wish?.CacheControl, out var directives) is { } invalid)
        {
            return invalid;
        }

        var time = policy?.TimeToLive ?? TimeSpan.Zero;
        if (wish?.Seconds is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > options.MaxRequestSeconds)
            {
                return GatewayErrors.InvalidCacheSeconds(options.MaxRequestSeconds);
            }

            time = policy is null && !options.AllowRequests ? TimeSpan.Zero : TimeSpan.FromSeconds(seconds);
        }

        plan = new CachePlan(time, policy?.IsShared ?? false, directives);
        return null;
    }

    /// <summary>Whether an answer that has been kept will do.</summary>
    public bool Accepts(CachedAnswer answer, DateTimeOffset now) =>
        now + Directives.MinFresh < answer.ExpiresAt && (Directives.MaxAge is not { } most || now - answer.StoredAt <= most);
}
