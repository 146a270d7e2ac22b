using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Shows the month's quota: <c>GET /v1/quota/ai-invocations</c>.</summary>
internal static class GetQuota
{
    public static async Task<IResult> Endpoint(InvocationQuota quota, CancellationToken cancellationToken) =>
        TypedResults.Json(new Reply(true, await quota.MonthlyAsync(cancellationToken)), Wire.Options);

    internal sealed record Reply(bool Ok, MonthlyQuotaUsage MonthlyQuotaUsage);
}
