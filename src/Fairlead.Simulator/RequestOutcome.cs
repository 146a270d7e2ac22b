namespace Fairlead.Simulator;

/// <summary>How a received request ended.</summary>
public enum RequestOutcome
{
    /// <summary>The answer is not complete yet.</summary>
    InFlight,

    /// <summary>The answer was written whole, errors included.</summary>
    Answered,

    /// <summary>The client left before the answer was complete.</summary>
    ClientLeft,

    /// <summary>The simulator broke the answer off, as <see cref="SimulatorOptions.CutAfterChunks"/> or <see cref="SimulatorOptions.Faults"/> asks.</summary>
    Cut,
}
