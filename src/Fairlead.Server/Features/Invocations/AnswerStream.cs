using Fairlead.Gateway.Answers;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>A gateway answer as the stream that a chat client reads.</summary>
internal sealed class AnswerStream(Answer answer, CallLog log) : Stream
{
    private ReadOnlyMemory<byte> piece;
    private bool isDisposed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (piece.IsEmpty)
        {
            piece = await answer.ReadAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (answer.Failure is { } failure)
            {
                throw new UpstreamCallException(ApiErrors.Upstream(failure));
            }
        }

        var count = Math.Min(piece.Length, buffer.Length);
        piece[..count].CopyTo(buffer);
        piece = piece[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            log.Ended(answer);
            await answer.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            log.Ended(answer);
            answer.DisposeAsync().AsTask().GetAwaiter().GetResult(); // Completes synchronously: it only gives buffers back.
        }

        base.Dispose(disposing);
    }
}
