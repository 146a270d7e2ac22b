namespace Fairlead.Gateway.Routing;

/// <summary>What is going on at a route: live, and kept from one snapshot to the next. Thread-safe.</summary>
public sealed class RouteState
{
    private int turn = -1;

    /// <summary>How long answers take to begin, whichever deployment gives them.</summary>
    public FirstByteTimes FirstByte { get; } = new();

    /// <summary>How many retries are left.</summary>
    public RetryBudget Retries { get; } = new();

    /// <summary>Chance.</summary>
    public Dice Dice { get; init; } = new();

    /// <summary>The next turn of a rotation.</summary>
    internal uint NextTurn() => (uint)Interlocked.Increment(ref turn);

    /// <summary>The turn that would be next.</summary>
    internal uint PeekTurn() => (uint)(Volatile.Read(ref turn) + 1);
}
