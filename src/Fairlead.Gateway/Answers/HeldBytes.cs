using System.Buffers;

namespace Fairlead.Gateway.Answers;

/// <summary>What has come of a stream and has not been taken yet, in one piece of pooled memory.</summary>
internal sealed class HeldBytes : IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int start;
    private int end;

    /// <summary>The bytes held; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(start, end - start);

    /// <summary>Adds what has come.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        if (end + piece.Length > bytes.Length)
        {
            Move(piece.Length);
        }

        piece.CopyTo(bytes.AsSpan(end));
        end += piece.Length;
    }

    /// <summary>Takes bytes off the front.</summary>
    public void Take(int count)
    {
        start += count;
        if (start == end)
        {
            start = end = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        start = end = 0;
    }

    private void Move(int more)
    {
        var count = end - start;
        var target = count + more <= bytes.Length ? bytes : ArrayPool<byte>.Shared.Rent((count + more) * 2);
        bytes.AsSpan(start, count).CopyTo(target);
        if (target != bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = target;
        }

        (start, end) = (0, count);
    }
}
