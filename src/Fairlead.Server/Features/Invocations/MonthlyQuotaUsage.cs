namespace Fairlead.Server.Features.Invocations;

/// <summary>Port's <c>monthlyQuotaUsage</c>: where no limit applies, its numbers are JavaScript's largest safe integer.</summary>
internal sealed record MonthlyQuotaUsage(long MonthlyLimit, long RemainingQuota, string Month, long RemainingTimeMs);
