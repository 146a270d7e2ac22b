namespace Fairlead.Simulator.Faults;

/// <summary>Answers at once with an error, in the shape of the vendor called. Its status or its code is given, or both.</summary>
public sealed record FailFault : Fault
{
    /// <summary>The HTTP status, 400 to 599; null is the code's own.</summary>
    public int? Status { get; init; }

    /// <summary>The error's code, as the directive <c>sim:error</c> takes it. Vendors that have no such error answer by the status,
    /// or with 500.</summary>
    public string? Code { get; init; }

    /// <summary>Seconds for the header <c>Retry-After</c>, 0 to 604,800; null sends none.</summary>
    public int? RetryAfterSeconds { get; init; }

    internal override void Check(string at)
    {
        ScriptRange.Holds(Status is not null || Code is not null, $"{at}: a status or a code is wanted.");
        ScriptRange.Holds(Status is null or (>= 400 and <= 599), $"{at}.status must be between 400 and 599, but is {Status}.");
        ScriptRange.Time(TimeSpan.FromSeconds(RetryAfterSeconds ?? 0), $"{at}.retryAfterSeconds");
    }
}
