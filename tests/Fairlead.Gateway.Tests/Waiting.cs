namespace Fairlead.Gateway.Tests;

/// <summary>Waits for what has no event of its own.</summary>
internal static class Waiting
{
    /// <summary>Completes when the token is cancelled.</summary>
    public static async Task Ended(this CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(ended.SetResult);
        await ended.Task.WaitAsync(Rig.Patience);
    }

    /// <summary>Completes when the condition holds.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        var patience = Rig.Patience;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(patience);
        }
    }
}
