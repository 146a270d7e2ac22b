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
    private const ulong TagMask = 0xFFFF_FFFF_FF00_0000;

    // Each entry is one number, so that it is read and written at once: 40 bits of the hash, 16 of the minute, 8 of the index.
    private readonly ulong[] entries = new ulong[Size];

    /// <summary>The index of the deployment; -1 when none is known, or it was too long ago.</summary>
    public int Find(ulong prefix, Route route, long now)
    {
        var hash = HashOf(prefix, route);
        var entry = Volatile.Read(ref entries[hash % Size]);
        var age = (ushort)((ushort)(now / Minute) - (ushort)(entry >> 8));
        var index = (int)(entry & 0xFF);
        return entry != 0 && ((entry ^ hash) & TagMask) == 0 && age <= options.AffinityMinutes && index < route.Deployments.Length ? index : -1;
    }

    /// <summary>A deployment has answered.</summary>
    public void Remember(ulong prefix, Route route, Deployment deployment, long now)
    {
        for (var index = 0; index < route.Deployments.Length; index++)
        {
            if (ReferenceEquals(route.Deployments[index].Deployment, deployment))
            {
                var hash = HashOf(prefix, route);
                Volatile.Write(ref entries[hash % Size], (hash & TagMask) | ((ulong)(ushort)(now / Minute) << 8) | (uint)index);
            }
        }
    }

    private static ulong HashOf(ulong prefix, Route route) => (prefix ^ (uint)route.Name.GetHashCode(StringComparison.Ordinal)) * 0x9E37_79B9_7F4A_7C15;
}
