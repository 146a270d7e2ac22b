using System.Globalization;
using Fairlead.Gateway.Pipeline;

namespace Fairlead.Gateway.Caching;

/// <summary>The directives of a request's <c>Cache-Control</c> that are honoured; others are ignored. Source: RFC 9111, section 5.2.1.</summary>
internal readonly record struct CacheDirectives
{
    /// <summary>Nothing kept is to be served; the answer may be kept.</summary>
    public bool NoCache { get; init; }

    /// <summary>Nothing is to be served or kept.</summary>
    public bool NoStore { get; init; }

    /// <summary>What is not kept is not wanted.</summary>
    public bool OnlyIfCached { get; init; }

    /// <summary>How old an answer may be; null for any age.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>For how long an answer must still be good.</summary>
    public TimeSpan MinFresh { get; init; }

    /// <summary>Reads a header's value.</summary>
    /// <returns>What is wrong with it; null when it can be honoured.</returns>
    public static GatewayError? TryRead(string? value, out CacheDirectives directives)
    {
        directives = default;
        foreach (var part in value?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            var mark = part.IndexOf('=', StringComparison.Ordinal);
            var name = (mark < 0 ? part : part[..mark]).TrimEnd().ToLowerInvariant();
            if (name is "max-age" or "min-fresh")
            {
                if (mark < 0 || TryReadSeconds(part.AsSpan(mark + 1)) is not { } seconds)
                {
                    return GatewayErrors.InvalidCacheControl(name);
                }

                directives = name == "max-age" ? directives with { MaxAge = seconds } : directives with { MinFresh = seconds };
                continue;
            }

            directives = name switch
            {
                "no-cache" => directives with { NoCache = true },
                "no-store" => directives with { NoStore = true },
                "only-if-cached" => directives with { OnlyIfCached = true },
                _ => directives,
            };
        }

        return null;
    }

    // A number too large to be held is as good as 2^31. Source: RFC 9111, section 1.2.2.
    private static TimeSpan? TryReadSeconds(ReadOnlySpan<char> text)
    {
        text = text.Trim().Trim('"');
        return text.IsEmpty || text.ContainsAnyExceptInRange('0', '9') ? null
            : TimeSpan.FromSeconds(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : int.MaxValue);
    }
}
