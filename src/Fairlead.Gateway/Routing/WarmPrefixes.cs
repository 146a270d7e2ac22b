using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Routing;

/// <summary>
/// Remembers which deployment has a conversation's beginning in its prompt cache. A table of fixed size in which a newer entry may push out an older
/// one: forgetting costs a cold prompt and nothing else. Thread-safe without locks.
/// </summary>
public sealed class WarmPrefixes(RoutingOptions options)
{
    private const int Size = 1 << 16;
    private const long Minute = 60_000;
    private const ulong TagMask = 0xFFFF_FFFF_F000_0000;
    private const ushort MinuteMask = 0xFFF;

    // Each entry is one number, so that it is read and written at once: 36 bits of the hash, 12 of the minute, 16 that tell the deployment
    // from others: by its name, since another configuration may count them in another order.
    private readonly ulong[] entries = new ulong[Size];

    /// <summary>The index of the deployment; -1 when none is known, or it was too long ago.</summary>
    public int Find(ulong prefix, Route route, long now)
    {
        var hash = HashOf(prefix, route);
        var entry = Volatile.Read(ref entries[hash % Size]);
        var age = (int)(((now / Minute) - (long)(entry >> 16)) & MinuteMask);
        return entry != 0 && ((entry ^ hash) & TagMask) == 0 && age <= options.AffinityMinutes ? IndexOf(route, (ushort)entry) : -1;
    }

    /// <summary>A deployment has answered.</summary>
    public void Remember(ulong prefix, Route route, Deployment deployment, long now)
    {
        var hash = HashOf(prefix, route);
        Volatile.Write(ref entries[hash % Size], (hash & TagMask) | (((ulong)(now / Minute) & MinuteMask) << 16) | deployment.Mark);
    }

    private static int IndexOf(Route route, ushort mark)
    {
        for (var index = 0; index < route.Deployments.Length; index++)
        {
            if (route.Deployments[index].Deployment.Mark == mark)
            {
                return index;
            }
        }

        return -1;
    }

    private static ulong HashOf(ulong prefix, Route route) => (prefix ^ (uint)route.Name.GetHashCode(StringComparison.Ordinal)) * 0x9E37_79B9_7F4A_7C15;
}
