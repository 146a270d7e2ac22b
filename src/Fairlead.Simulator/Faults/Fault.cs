namespace Fairlead.Simulator.Faults;

/// <summary>What happens to a request that is struck.</summary>
public abstract record Fault
{
    private protected Fault()
    {
    }

    /// <summary>Throws <see cref="ArgumentException"/> naming the first member that is out of its range.</summary>
    internal abstract void Check(string at);
}
