using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Simulator.Tests;

/// <summary>A clock that stands still until it is moved, and tells when somebody waits on it.</summary>
internal sealed class WaitingClock : FakeTimeProvider
{
    private readonly TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first wait has begun.</summary>
    internal Task Waiting => waiting.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        waiting.TrySetResult();
        return timer;
    }
}
