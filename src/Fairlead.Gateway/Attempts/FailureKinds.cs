namespace Fairlead.Gateway.Attempts;

/// <summary>The wire names of <see cref="FailureKind"/>.</summary>
public static class FailureKinds
{
    private static readonly string[] Names =
    [
        "auth", "rate_limited", "overloaded", "timed_out", "unreachable", "refused", "bad_request", "not_found", "cut_off", "not_openai_shaped",
    ];

    /// <summary>The wire name.</summary>
    public static string NameOf(FailureKind kind) => Names[(int)kind];
}
