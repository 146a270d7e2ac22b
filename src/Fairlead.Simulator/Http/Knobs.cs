namespace Fairlead.Simulator.Http;

/// <summary>Options in force together with the count that decides which requests fail under them.</summary>
internal sealed class Knobs(SimulatorOptions options)
{
    private long drawn;

    internal SimulatorOptions Options { get; } = options;

    /// <summary>Whether the next request is one of those that fail.</summary>
    internal bool DrawFailure()
    {
        long number = Interlocked.Increment(ref drawn);
        return Options.FailRate > 0 && new Digest(Options.Seed).Add("fail").Add(number).Fraction < Options.FailRate;
    }
}
