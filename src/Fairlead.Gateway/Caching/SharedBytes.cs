namespace Fairlead.Gateway.Caching;

/// <summary>Counts the bytes that are held of answers on their way, over all of them, against a bound.</summary>
internal sealed class SharedBytes(CachingOptions options)
{
    private long held;

    /// <summary>The bytes held now.</summary>
    public long Held => Volatile.Read(ref held);

    /// <summary>Whether they lie within the bound.</summary>
    public bool IsWithin => Held <= options.MaxSharedBytes;

    /// <summary>Takes room, even beyond the bound: what has come must go on to somebody.</summary>
    public void Take(long bytes) => Interlocked.Add(ref held, bytes);

    /// <summary>Gives room back.</summary>
    public void Release(long bytes) => Interlocked.Add(ref held, -bytes);
}
