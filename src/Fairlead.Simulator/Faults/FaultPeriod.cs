namespace Fairlead.Simulator.Faults;

/// <summary>Up and down by turns, up first.</summary>
/// <param name="Up">How long nothing is struck; more than zero.</param>
/// <param name="Down">How long requests are struck; more than zero.</param>
public sealed record FaultPeriod(TimeSpan Up, TimeSpan Down)
{
    /// <param name="since">The time since the first up began.</param>
    internal bool IsDown(TimeSpan since) => since.Ticks % (Up + Down).Ticks >= Up.Ticks;

    internal void Check(string at)
    {
        ScriptRange.Time(Up, $"{at}.upSeconds");
        ScriptRange.Time(Down, $"{at}.downSeconds");
        ScriptRange.Holds(Up > TimeSpan.Zero, $"{at}.upSeconds must be more than 0.");
        ScriptRange.Holds(Down > TimeSpan.Zero, $"{at}.downSeconds must be more than 0.");
    }
}
