namespace Fairlead.Gateway.Tests.Uploads;

/// <summary>Gives its first two thirds, and the rest when it is told to.</summary>
internal sealed class PausedStream(byte[] bytes) : MemoryStream(bytes)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the pause.</summary>
    public Task Reached => reached.Task;

    /// <summary>Ends the pause.</summary>
    public void GoOn() => goesOn.SetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position > Length * 2 / 3 && !goesOn.Task.IsCompleted)
        {
            reached.TrySetResult();
            await goesOn.Task.WaitAsync(cancellationToken);
        }

        return await base.ReadAsync(buffer, cancellationToken);
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        for (var count = await ReadAsync(buffer, cancellationToken); count > 0; count = await ReadAsync(buffer, cancellationToken))
        {
            await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            await destination.FlushAsync(cancellationToken);
        }
    }
}
