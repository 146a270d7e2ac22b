namespace Fairlead.Gateway.Metering;

/// <summary>Bounds the bytes that are kept to be counted, over all requests. Thread-safe.</summary>
/// <param name="most">The bound.</param>
internal sealed class TextBudget(long most)
{
    private long held;

    /// <summary>The bytes kept now.</summary>
    public long Held => Volatile.Read(ref held);

    /// <summary>Takes room for so many bytes; false, and takes none, when that would pass the bound.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) <= most)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    /// <summary>Gives room back.</summary>
    public void Release(long bytes) => Interlocked.Add(ref held, -bytes);
}
