namespace Fairlead.Gateway.Catalog;

/// <summary>Holds the snapshot in force. A request reads it once and keeps what it read.</summary>
public sealed class ModelCatalog
{
    private volatile CatalogSnapshot current = CatalogSnapshot.Empty;

    /// <summary>The snapshot in force.</summary>
    public CatalogSnapshot Current => current;

    /// <summary>Puts another snapshot in force for every request that begins after. Calls must be serialized.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="first">Puts in force what goes with it, just before: when nothing can go wrong any more.</param>
    public void Replace(CatalogSnapshot snapshot, Action? first = null)
    {
        snapshot.Adopt(current);
        first?.Invoke();
        current = snapshot;
    }
}
