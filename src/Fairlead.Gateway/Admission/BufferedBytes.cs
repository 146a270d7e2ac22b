namespace Fairlead.Gateway.Admission;

/// <summary>Counts the request bytes held in memory, over all requests, against a bound.</summary>
public sealed class BufferedBytes(GatewayOptions options)
{
    private long held;

    /// <summary>The bytes held now.</summary>
    public long Held => Volatile.Read(ref held);

    /// <summary>Takes room for so many bytes; false, and takes none, when that would pass the bound.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) <= options.MaxBufferedBytes)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    /// <summary>Gives room back.</summary>
    public void Release(long bytes) => Interlocked.Add(ref held, -bytes);
}
