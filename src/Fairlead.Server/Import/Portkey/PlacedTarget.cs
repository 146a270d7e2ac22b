namespace Fairlead.Server.Import.Portkey;

/// <summary>A target that calls a provider, and its place in the route.</summary>
/// <param name="Node">The target.</param>
/// <param name="Ancestry">The configs it stands in, from itself outwards, whose settings hold for it.</param>
/// <param name="Tier">When its turn is: 1 is first.</param>
/// <param name="Weight">Its share of its tier; null when it shares with none.</param>
internal sealed record PlacedTarget(SourceNode Node, IReadOnlyList<SourceNode> Ancestry, int Tier, decimal? Weight)
{
    /// <summary>A setting of the target, or of the nearest config around it.</summary>
    public SourceNode? Find(string name) => Ancestry.Select(node => PortkeyConfig.Member(node, name)).FirstOrDefault(static found => found is not null);
}
