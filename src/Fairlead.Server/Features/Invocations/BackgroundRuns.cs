using System.Collections.Concurrent;

namespace Fairlead.Server.Features.Invocations;

/// <summary>The runs that go on without a request to hold them: bounded in number, and awaited when the process drains.</summary>
internal sealed class BackgroundRuns(InvocationOptions options) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<Task, bool> running = new();
    private int reserved;

    /// <summary>Takes a place; false when there is none.</summary>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref reserved) <= options.MaxBackgroundRuns)
        {
            return true;
        }

        Release();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Release() => Interlocked.Decrement(ref reserved);

    /// <summary>Runs in a place that was taken.</summary>
    public void Run(Func<CancellationToken, Task> run) => Track(Task.Run(async () =>
    {
        try
        {
            await run(ended.Token);
        }
        finally
        {
            Release();
        }
    }));

    /// <summary>Sees to it that a run is over before the process is.</summary>
    public void Track(Task run)
    {
        running[run] = true;
        run.ContinueWith(done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits for the runs; when the time to drain is over they are ended, and their records completed.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(running.Keys).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await ended.CancelAsync();
            await Task.WhenAll(running.Keys);
        }
    }

    public void Dispose() => ended.Dispose();
}
