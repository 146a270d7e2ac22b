namespace Fairlead.Gateway.Routing.Strategies;

/// <summary>The strategies that there are.</summary>
public static class RoutingStrategies
{
    /// <summary>All, the default first.</summary>
    public static IReadOnlyList<IRoutingStrategy> All { get; } =
        [WeightedShuffle.Instance, RoundRobin.Instance, LeastBusy.Instance, LowestLatency.Instance, Cheapest.Instance, Order.Instance];

    /// <summary>The strategy of a name; null when there is none.</summary>
    public static IRoutingStrategy? Find(string name) => All.FirstOrDefault(strategy => strategy.Name == name);
}
