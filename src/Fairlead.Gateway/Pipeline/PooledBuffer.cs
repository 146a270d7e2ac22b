using System.Buffers;

namespace Fairlead.Gateway.Pipeline;

/// <summary>A growing buffer of pooled memory.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 1024;
    private byte[] bytes = [];
    private int count;

    /// <summary>What has been written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => bytes.AsMemory(0, count);

    /// <summary>The number of bytes written.</summary>
    public int Count => count;

    /// <summary>Forgets what was written, and keeps the memory.</summary>
    public void Clear() => count = 0;

    /// <inheritdoc/>
    public void Advance(int count) => this.count += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return bytes.AsMemory(count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return bytes.AsSpan(count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = [];
            count = 0;
        }
    }

    private void Ensure(int sizeHint)
    {
        var needed = count + Math.Max(sizeHint, 1);
        if (needed <= bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(Smallest, bytes.Length * 2)));
        bytes.AsSpan(0, count).CopyTo(larger);
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        bytes = larger;
    }
}
