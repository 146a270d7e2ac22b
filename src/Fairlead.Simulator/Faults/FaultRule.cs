namespace Fairlead.Simulator.Faults;

/// <summary>A fault, and which requests it strikes: those for which everything given here holds.</summary>
/// <param name="Fault">What happens to them.</param>
public sealed record FaultRule(Fault Fault)
{
    /// <summary>The model asked for, in which <c>*</c> stands for any characters; null is any, and requests that name none.</summary>
    public string? Model { get; init; }

    /// <summary>The path called, without the query, in which <c>*</c> stands for any characters; null is any.</summary>
    public string? Path { get; init; }

    /// <summary>The rule begins so long after the script was put in force. At most seven days, as all times of a script.</summary>
    public TimeSpan From { get; init; }

    /// <summary>The rule has ended so long after the script was put in force, later than <see cref="From"/>; null never ends.</summary>
    public TimeSpan? To { get; init; }

    /// <summary>Strikes so many requests and no more, at least 1; null has no end.</summary>
    public int? Count { get; init; }

    /// <summary>The share struck of the requests that are met, 0 to 1. Which ones depends on the seed, the rule's place and how many
    /// it has met.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Strikes during the down parts of this period only, counted from <see cref="From"/>; null strikes throughout.</summary>
    public FaultPeriod? Period { get; init; }

    internal void Check(string at)
    {
        ScriptRange.Time(From, $"{at}.from");
        ScriptRange.Time(To ?? TimeSpan.Zero, $"{at}.to");
        ScriptRange.Holds(To is not { } to || to > From, $"{at}.to must be later than {at}.from.");
        ScriptRange.Holds(Count is not < 1, $"{at}.count must be at least 1, but is {Count}.");
        ScriptRange.Holds(Share is >= 0 and <= 1, FormattableString.Invariant($"{at}.share must be between 0 and 1, but is {Share}."));
        Period?.Check($"{at}.period");
        ScriptRange.Holds(Fault is not null, $"{at}.fault is missing.");
        Fault!.Check($"{at}.fault");
    }
}
