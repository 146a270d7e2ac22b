namespace Fairlead.Server.Import.Portkey;

/// <summary>Nested targets made into the tiers and weights of one route.</summary>
internal static class TargetTree
{
    /// <summary>The targets that call providers.</summary>
    public static IReadOnlyList<PlacedTarget> Flatten(SourceNode root) => [.. Place(root, [root], 1, null)];

    private static IEnumerable<PlacedTarget> Place(SourceNode node, IReadOnlyList<SourceNode> ancestry, int tier, decimal? share)
    {
        var targets = PortkeyConfig.Member(node, "targets");
        var strategy = PortkeyConfig.Member(node, "strategy");
        if (strategy is not null)
        {
            PortkeyConfig.Member(strategy, "on_status_codes")?.Note("has no counterpart: what failed tells whether another is tried, be it 429, 5xx, a time-out or a lost connection");
        }

        if (targets is null)
        {
            strategy?.Find("mode")?.Take();
            return [new PlacedTarget(node, ancestry, tier, share)];
        }

        IReadOnlyList<SourceNode> items = [.. targets.Items.Where(static item => item.IsMapping)];
        switch (strategy?.Find("mode")?.Text())
        {
            case "loadbalance":
                return Balance(items, ancestry, tier, share);
            case "conditional":
                return Default(strategy, items, ancestry, tier, share);
            case "fallback":
                return Sequence(items, ancestry, tier, share);
            default:
                return [.. items.Take(1).SelectMany(item => Place(item, [item, .. ancestry], tier, share)), .. Unused(items.Skip(1))];
        }
    }

    private static List<PlacedTarget> Sequence(IReadOnlyList<SourceNode> items, IReadOnlyList<SourceNode> ancestry, int tier, decimal? share)
    {
        var placed = new List<PlacedTarget>();
        foreach (var item in items)
        {
            placed.AddRange(Place(item, [item, .. ancestry], placed.Count == 0 ? tier : placed.Max(static target => target.Tier) + 1, share));
        }

        return placed;
    }

    private static List<PlacedTarget> Balance(IReadOnlyList<SourceNode> items, IReadOnlyList<SourceNode> ancestry, int tier, decimal? share)
    {
        var weighed = items.Select(static item => (Item: item, Weight: item.Find("weight")?.NumberWithin(0, 1_000_000) ?? 1)).ToList();
        var total = weighed.Sum(static entry => entry.Weight);
        var placed = new List<PlacedTarget>();
        foreach (var (item, weight) in weighed)
        {
            var mine = share is { } outer && total > 0 ? outer * weight / total : weight;
            var inner = Place(item, [item, .. ancestry], tier, mine).ToList();
            if (inner.Exists(target => target.Tier > tier))
            {
                item.Remark("has fallbacks of its own among targets that share the load: they follow when none of those that share it is available");
            }

            placed.AddRange(inner);
        }

        return placed;
    }

    // Conditions look at metadata and fields of requests, which nothing here does.
    private static IEnumerable<PlacedTarget> Default(SourceNode strategy, IReadOnlyList<SourceNode> items, IReadOnlyList<SourceNode> ancestry, int tier, decimal? share)
    {
        var name = strategy.Find("default")?.Text();
        var chosen = items.FirstOrDefault(item => item.Find("name")?.Text() == name) ?? (items.Count > 0 ? items[0] : null);
        strategy.Refuse("is conditional, and Fairlead does not choose by what a request says of itself: the default target serves all. Make a route for each target, and let clients name it");
        return [.. chosen is null ? [] : Place(chosen, [chosen, .. ancestry], tier, share), .. Unused(items.Where(item => item != chosen))];
    }

    private static IEnumerable<PlacedTarget> Unused(IEnumerable<SourceNode> items)
    {
        foreach (var item in items)
        {
            item.Note("is not used by this strategy; it is left out");
        }

        return [];
    }
}
