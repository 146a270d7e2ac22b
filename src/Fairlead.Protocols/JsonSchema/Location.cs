namespace Fairlead.Protocols.JsonSchema;

/// <summary>A place in a JSON document. The ordinal is its position among its siblings as written.</summary>
internal sealed class Location
{
    /// <summary>The ordinal of a member that is absent: it sorts after those that are there.</summary>
    public const int Absent = int.MaxValue;

    private readonly string? name;
    private readonly int ordinal;
    private readonly int depth;

    private Location(Location? parent, string? name, int ordinal)
    {
        Parent = parent;
        this.name = name;
        this.ordinal = ordinal;
        depth = parent is null ? 0 : parent.depth + 1;
    }

    public static Location Root { get; } = new(null, null, 0);

    public Location? Parent { get; }

    public Location Member(string memberName, int position) => new(this, memberName, position);

    public Location Item(int index) => new(this, null, index);

    /// <summary>Document order: a value before what it holds, siblings as written.</summary>
    public static int Compare(Location left, Location right)
    {
        var (leftOrdinals, rightOrdinals) = (left.Ordinals(), right.Ordinals());
        return leftOrdinals.AsSpan().SequenceCompareTo(rightOrdinals);
    }

    public override string ToString() =>
        Parent is null ? string.Empty : name is null ? $"{Parent}[{ordinal}]" : Problem.Join(Parent.ToString(), name);

    private int[] Ordinals()
    {
        var ordinals = new int[depth];
        for (var at = this; at.Parent is not null; at = at.Parent)
        {
            ordinals[at.depth - 1] = at.ordinal;
        }

        return ordinals;
    }
}
