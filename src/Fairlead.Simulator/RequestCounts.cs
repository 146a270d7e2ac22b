namespace Fairlead.Simulator;

/// <summary>How many requests for one model a simulated upstream received, and how they ended. Unlike the requests themselves they are
/// counted without end.</summary>
/// <param name="Received">All that came, those in flight included.</param>
/// <param name="Answered">Answered whole, with success.</param>
/// <param name="Refused">Answered with an error that the request itself earned or ordered.</param>
/// <param name="Failed">Answered with an error by a <see cref="Faults.FailFault"/> or by <see cref="SimulatorOptions.FailRate"/>.</param>
/// <param name="Cut">Broken off by the simulator.</param>
/// <param name="ClientLeft">Left by the client before the answer was complete.</param>
/// <param name="FirstAt">When the first one arrived.</param>
/// <param name="LastAt">When the last one arrived.</param>
public sealed record RequestCounts(
    long Received, long Answered, long Refused, long Failed, long Cut, long ClientLeft, DateTimeOffset FirstAt, DateTimeOffset LastAt)
{
    /// <summary>Those whose answer is not complete yet.</summary>
    public long InFlight => Received - Answered - Refused - Failed - Cut - ClientLeft;
}
