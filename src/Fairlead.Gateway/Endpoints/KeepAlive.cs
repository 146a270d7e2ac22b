using System.IO.Pipelines;

namespace Fairlead.Gateway.Endpoints;

/// <summary>
/// Writes the pieces of a stream, and a comment where there has been none for a while: proxies between here and the client drop connections that
/// are silent. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes
/// </summary>
internal sealed class KeepAlive : IAsyncDisposable
{
    private static readonly byte[] Comment = [.. ": keep-alive\n\n"u8];
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly PipeWriter writer;
    private readonly TimeProvider time;
    private readonly TimeSpan silence;
    private readonly ITimer timer;
    private long wroteAt;

    /// <summary>Begins to watch.</summary>
    public KeepAlive(PipeWriter writer, TimeSpan silence, TimeProvider time)
    {
        (this.writer, this.silence, this.time) = (writer, silence, time);
        timer = time.CreateTimer(static state => _ = ((KeepAlive)state!).TickAsync(), this, silence, silence);
    }

    /// <summary>Writes a piece.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> piece)
    {
        await turn.WaitAsync();
        try
        {
            // No token: a client that is gone ends the next read, and the upstream call with it.
            await writer.WriteAsync(piece, CancellationToken.None);
            wroteAt = time.GetTimestamp();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync();
        await turn.WaitAsync();
        turn.Dispose();
    }

    // Before the first piece there is still a status to be told, should the answer fail.
    private async Task TickAsync()
    {
        if (wroteAt == 0 || time.GetElapsedTime(wroteAt) < silence || !await turn.WaitAsync(TimeSpan.Zero))
        {
            return;
        }

        try
        {
            await writer.WriteAsync(Comment, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or OperationCanceledException)
        {
            // The client is gone; the next read says so.
        }
        finally
        {
            turn.Release();
        }
    }
}
