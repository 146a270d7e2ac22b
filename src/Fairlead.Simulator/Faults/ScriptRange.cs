namespace Fairlead.Simulator.Faults;

/// <summary>What the members of a script may be.</summary>
internal static class ScriptRange
{
    internal static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    internal static void Time(TimeSpan value, string at) =>
        Holds(value >= TimeSpan.Zero && value <= Longest, $"{at} must be between 0 and seven days.");

    internal static void Holds(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
