namespace Fairlead.Gateway.Caching;

/// <summary>
/// The pieces of a shared answer: all of them while it may still be kept, and afterwards those that some reader has yet to get. Not thread-safe: its flight's lock
/// is held.
/// </summary>
internal sealed class FlightPieces(CachingOptions options, SharedBytes room)
{
    private readonly List<byte[]> pieces = [];
    private long first;
    private long held;

    /// <summary>Whether every piece since the beginning is there.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>How many pieces have come.</summary>
    public long Count => first + pieces.Count;

    /// <summary>The piece of a number; the reader must not have been left behind.</summary>
    public ReadOnlyMemory<byte> this[long number] => pieces[(int)(number - first)];

    /// <summary>Whether what is held lies within the bounds.</summary>
    public bool IsWithin => held <= options.MaxEntryBytes && room.IsWithin;

    /// <summary>Adds a piece. Beyond the bounds the beginning is not held any longer, and the readers that need it are to be left behind.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        held += piece.Length;
        room.Take(piece.Length);
        pieces.Add(piece.ToArray());
        IsWhole &= IsWithin;
    }

    /// <summary>The beginning is not needed any more.</summary>
    public void LetGo() => IsWhole = false;

    /// <summary>Drops the pieces before a number, unless all are to stay.</summary>
    public void DropBefore(long number)
    {
        var dropped = IsWhole ? 0 : (int)Math.Clamp(number - first, 0, pieces.Count);
        var length = pieces.Take(dropped).Sum(static piece => (long)piece.Length);
        pieces.RemoveRange(0, dropped);
        first += dropped;
        held -= length;
        room.Release(length);
    }

    /// <summary>All pieces in one.</summary>
    public byte[] Join()
    {
        var whole = new byte[held];
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(whole, at);
            at += piece.Length;
        }

        return whole;
    }

    /// <summary>Drops everything.</summary>
    public void Clear()
    {
        IsWhole = false;
        DropBefore(long.MaxValue);
    }
}
