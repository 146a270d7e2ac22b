namespace Fairlead.Simulator.Faults;

/// <summary>Answers as usual, but late.</summary>
public sealed record SlowFault : Fault
{
    /// <summary>How long nothing is sent, not even headers; comes on top of <see cref="SimulatorOptions.TimeToFirstToken"/>.</summary>
    public TimeSpan FirstByte { get; init; }

    /// <summary>Pauses a streamed answer after this many chunks; 0 does not.</summary>
    public int StallAfterChunks { get; init; }

    /// <summary>How long that pause is.</summary>
    public TimeSpan Stall { get; init; }

    internal override void Check(string at)
    {
        ScriptRange.Time(FirstByte, $"{at}.firstByteMs");
        ScriptRange.Time(Stall, $"{at}.stall.ms");
        ScriptRange.Holds(StallAfterChunks >= 0, $"{at}.stall.afterChunks must not be negative.");
    }
}
