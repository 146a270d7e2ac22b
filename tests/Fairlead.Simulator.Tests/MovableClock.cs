namespace Fairlead.Simulator.Tests;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    internal void Advance(TimeSpan by) => now += by;
}
