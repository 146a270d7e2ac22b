namespace Fairlead.Simulator.Http;

/// <summary>Things kept by id in the order they came, the last 1,000.</summary>
internal sealed class Shelf<T>
    where T : class
{
    internal const int Capacity = 1_000;

    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, T> kept = new(StringComparer.Ordinal);

    internal void Keep(string id, T thing)
    {
        lock (gate)
        {
            if (kept.Count == Capacity)
            {
                kept.RemoveAt(0);
            }

            kept[id] = thing;
        }
    }

    internal T? Find(string id)
    {
        lock (gate)
        {
            return kept.GetValueOrDefault(id);
        }
    }

    internal bool Remove(string id)
    {
        lock (gate)
        {
            return kept.Remove(id);
        }
    }

    /// <summary>Everything kept, oldest first.</summary>
    internal IReadOnlyList<T> All()
    {
        lock (gate)
        {
            return [.. kept.Values];
        }
    }
}
