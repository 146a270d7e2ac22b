namespace Fairlead.Simulator.Faults;

/// <summary>Breaks the connection off.</summary>
public sealed record CutFault : Fault
{
    /// <summary>After this many chunks of a streamed answer, in place of <see cref="SimulatorOptions.CutAfterChunks"/>; whole answers and shorter streams are not
    /// cut. 0 is before anything was sent, headers included, of any answer.</summary>
    public int AfterChunks { get; init; }

    internal override void Check(string at) => ScriptRange.Holds(AfterChunks >= 0, $"{at}.afterChunks must not be negative.");
}
