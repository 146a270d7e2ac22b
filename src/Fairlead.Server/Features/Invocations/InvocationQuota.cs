using System.Data;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Counts invocations and tokens of the organization, per minute and per month, against the operator's limits.</summary>
internal sealed class InvocationQuota(Database database, InvocationOptions options, TimeProvider time)
{
    /// <summary>What stands for "no limit": JavaScript's largest safe integer.</summary>
    public const long Unlimited = 9007199254740991;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private DateTimeOffset windowStart;
    private long requests;
    private long tokens;

    /// <summary>Takes an invocation out of the minute's and the month's limits; what is refused takes nothing.</summary>
    public ApiError? Take(IDbConnection connection)
    {
        var month = Monthly(connection);
        if (month.RemainingQuota == 0)
        {
            return ApiErrors.QuotaExceeded(EndOfMonth(time.GetUtcNow()), (month.RemainingTimeMs / 1000) + 1);
        }

        lock (gate)
        {
            Roll();
            if (requests >= options.RequestsPerMinute)
            {
                return ApiErrors.RateLimited("Too many AI invocations in this minute (option invocations.requestsPerMinute).", SecondsLeft);
            }

            if (tokens >= options.TokensPerMinute)
            {
                return ApiErrors.RateLimited("Too many tokens in this minute (option invocations.tokensPerMinute).", SecondsLeft);
            }

            requests++;
            return null;
        }
    }

    /// <summary>Counts the tokens of a run.</summary>
    public void Spent(long count)
    {
        lock (gate)
        {
            Roll();
            tokens += count;
        }
    }

    /// <summary>The minute, as Port's events tell of it.</summary>
    public RateLimitUsage Rate()
    {
        lock (gate)
        {
            Roll();
            return new RateLimitUsage(
                options.RequestsPerMinute ?? Unlimited,
                options.RequestsPerMinute is { } most ? Math.Max(0, most - requests) : Unlimited,
                options.TokensPerMinute ?? Unlimited,
                options.TokensPerMinute is { } mostTokens ? Math.Max(0, mostTokens - tokens) : Unlimited,
                (long)(windowStart + Window - time.GetUtcNow()).TotalMilliseconds);
        }
    }

    /// <summary>The month, as Port's events tell of it.</summary>
    public Task<MonthlyQuotaUsage> MonthlyAsync(CancellationToken cancellationToken) => database.ReadAsync(Monthly, cancellationToken);

    private MonthlyQuotaUsage Monthly(IDbConnection connection)
    {
        var now = time.GetUtcNow();
        var used = options.MonthlyLimit is null ? 0 : InvocationStore.CountOfMonth(connection, now);
        return new MonthlyQuotaUsage(
            options.MonthlyLimit ?? Unlimited,
            options.MonthlyLimit is { } limit ? Math.Max(0, limit - used) : Unlimited,
            InvocationStore.Month(now),
            (long)(EndOfMonth(now) - now).TotalMilliseconds);
    }

    private long SecondsLeft => (long)Math.Ceiling((windowStart + Window - time.GetUtcNow()).TotalSeconds);

    private static DateTimeOffset EndOfMonth(DateTimeOffset now) => new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    private void Roll()
    {
        var now = time.GetUtcNow();
        if (now - windowStart >= Window)
        {
            windowStart = now;
            requests = 0;
            tokens = 0;
        }
    }
}
