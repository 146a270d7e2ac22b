namespace Fairlead.Simulator.Tests.Operations;

/// <summary>Bytes without end, or as many as were asked for; none is held.</summary>
internal sealed class EndlessStream(long length = long.MaxValue, Action? atEnd = null) : Stream
{
    private long left = length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = (int)Math.Min(count, left);
        buffer.AsSpan(offset, read).Fill((byte)'x');
        left -= read;
        if (read == 0)
        {
            atEnd?.Invoke();
        }

        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
