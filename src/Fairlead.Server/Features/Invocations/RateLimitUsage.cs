namespace Fairlead.Server.Features.Invocations;

/// <summary>Port's <c>rateLimitUsage</c>: where no limit applies, its numbers are JavaScript's largest safe integer.</summary>
internal sealed record RateLimitUsage(long MaxRequests, long RemainingRequests, long MaxTokens, long RemainingTokens, long RemainingTimeMs);
