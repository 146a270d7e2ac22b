using System.ComponentModel.DataAnnotations;

namespace Fairlead.Server.Features.Invocations;

/// <summary>How invocations are kept and limited: section <c>invocations</c>. Limits are off unless set.</summary>
internal sealed class InvocationOptions
{
    public const string Section = "Invocations";

    /// <summary>Days that records are kept.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; set; } = 30;

    /// <summary>Runs in the background at a time; more are answered 429.</summary>
    [Range(1, 10_000)]
    public int MaxBackgroundRuns { get; set; } = 64;

    /// <summary>Invocations in a month; null for no limit.</summary>
    [Range(1, long.MaxValue)]
    public long? MonthlyLimit { get; set; }

    /// <summary>Invocations in a minute; null for no limit.</summary>
    [Range(1, long.MaxValue)]
    public long? RequestsPerMinute { get; set; }

    /// <summary>Tokens in a minute; null for no limit.</summary>
    [Range(1, long.MaxValue)]
    public long? TokensPerMinute { get; set; }
}
