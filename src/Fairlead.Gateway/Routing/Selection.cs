using System.Numerics;
using Fairlead.Gateway.Routing.Strategies;

namespace Fairlead.Gateway.Routing;

/// <summary>
/// Chooses the deployment for an attempt: of those that fit, the ones that are neither cooling down nor at a limit; of these the lowest tier; in it
/// one whose cool-down has just ended, else the one that has the conversation's prefix warm, else the strategy's. Allocates nothing.
/// </summary>
internal static class Selection
{
    /// <summary>An attempt's place is given up to another when so many more are under way there than at the least busy one.</summary>
    private const int Crowd = 8;

    /// <summary>Chooses, and takes a place.</summary>
    /// <param name="route">The route.</param>
    /// <param name="fit">The deployments that can serve the request.</param>
    /// <param name="now">Milliseconds on the monotonic clock.</param>
    /// <param name="tokens">About how many tokens the request will use.</param>
    /// <param name="warm">The index of the deployment that has the prefix warm; -1 for none.</param>
    /// <param name="exclusions">Why the others were left out.</param>
    /// <returns>The choice; none when every deployment is cooling down or at a limit.</returns>
    public static Choice Choose(Route route, ulong fit, long now, long tokens, int warm, ref Exclusions exclusions)
    {
        while (fit != 0)
        {
            var choice = Look(route, fit, now, tokens, warm, ref exclusions, out var tier);
            if (tier == 0)
            {
                return Choice.None;
            }

            choice = choice.Index >= 0 ? choice : new Choice(route.Strategy.Choose(new Candidates(route, tier, now)), ChoiceReason.Strategy);
            if (Take(route, ref choice, now, tokens) is not { } reason)
            {
                return choice;
            }

            // Another request came between the look and the taking.
            fit &= ~(1UL << choice.Index);
            exclusions[reason] |= 1UL << choice.Index;
        }

        return Choice.None;
    }

    /// <summary>What is left to choose from, and what is chosen without asking the strategy. Takes nothing and changes nothing.</summary>
    /// <param name="route">The route.</param>
    /// <param name="fit">The deployments that can serve the request.</param>
    /// <param name="now">Milliseconds on the monotonic clock.</param>
    /// <param name="tokens">About how many tokens the request will use.</param>
    /// <param name="warm">The index of the deployment that has the prefix warm; -1 for none.</param>
    /// <param name="exclusions">Why the others were left out.</param>
    /// <param name="tier">The deployments that the strategy may choose from: the lowest tier; none when every one is cooling down or at a limit.</param>
    /// <returns>The choice; none when it is the strategy's, or nobody's.</returns>
    public static Choice Look(Route route, ulong fit, long now, long tokens, int warm, ref Exclusions exclusions, out ulong tier)
    {
        var available = Available(route, fit, now, tokens, ref exclusions, out var healing);
        tier = available == 0 ? 0 : LowestTier(route, available);
        exclusions[Exclusion.LaterTier] = available & ~tier;
        return (healing & tier) is var probes and not 0 ? new Choice(BitOperations.TrailingZeroCount(probes), ChoiceReason.Probe)
            : warm >= 0 && (tier & (1UL << warm)) != 0 && !IsCrowded(route, tier, warm) ? new Choice(warm, ChoiceReason.Affinity)
            : Choice.None;
    }

    /// <summary>How long until a deployment of a set may be asked again; null when none is cooling down.</summary>
    public static TimeSpan? UntilNext(Route route, ulong set, long now)
    {
        TimeSpan? soonest = null;
        for (; set != 0; set &= set - 1)
        {
            var breaker = route.Deployments[BitOperations.TrailingZeroCount(set)].State.Breaker;
            if (breaker.StateAt(now) == BreakerState.Open && (soonest is null || breaker.RemainingAt(now) < soonest))
            {
                soonest = breaker.RemainingAt(now);
            }
        }

        return soonest;
    }

    /// <summary>How long until one of a set may be asked, as far as breakers are concerned; zero when one may be now.</summary>
    public static TimeSpan UntilFirst(Route route, ulong set, long now)
    {
        var soonest = TimeSpan.MaxValue;
        for (; set != 0; set &= set - 1)
        {
            var breaker = route.Deployments[BitOperations.TrailingZeroCount(set)].State.Breaker;
            var wait = breaker.StateAt(now) == BreakerState.Open ? breaker.RemainingAt(now) : TimeSpan.Zero;
            soonest = wait < soonest ? wait : soonest;
        }

        return soonest;
    }

    private static ulong Available(Route route, ulong fit, long now, long tokens, ref Exclusions exclusions, out ulong healing)
    {
        var available = 0UL;
        healing = 0;
        for (var left = fit; left != 0; left &= left - 1)
        {
            var index = BitOperations.TrailingZeroCount(left);
            var place = route.Deployments[index];
            var bit = 1UL << index;
            var state = route.Breaker is null ? BreakerState.Closed : place.State.Breaker.StateAt(now);
            if (state == BreakerState.Open)
            {
                exclusions[Exclusion.CoolingDown] |= bit;
            }
            else if (!place.HasRoom(now, tokens))
            {
                exclusions[Exclusion.AtLimit] |= bit;
            }
            else
            {
                available |= bit;
                healing |= state == BreakerState.HalfOpen ? bit : 0;
            }
        }

        return available;
    }

    private static ulong LowestTier(Route route, ulong available)
    {
        var lowest = int.MaxValue;
        var tier = 0UL;
        for (var left = available; left != 0; left &= left - 1)
        {
            var index = BitOperations.TrailingZeroCount(left);
            var order = route.Deployments[index].Definition.Order;
            if (order < lowest)
            {
                (lowest, tier) = (order, 0);
            }

            tier |= order == lowest ? 1UL << index : 0;
        }

        return tier;
    }

    private static bool IsCrowded(Route route, ulong tier, int warm)
    {
        var least = int.MaxValue;
        for (var left = tier; left != 0; left &= left - 1)
        {
            least = Math.Min(least, route.Deployments[BitOperations.TrailingZeroCount(left)].State.InFlight);
        }

        return route.Deployments[warm].State.InFlight > least + Crowd;
    }

    // Why not; null when it was taken.
    private static Exclusion? Take(Route route, ref Choice choice, long now, long tokens)
    {
        var place = route.Deployments[choice.Index];
        var isProbe = false;
        if (route.Breaker is not null && !place.State.Breaker.TryPass(now, out isProbe))
        {
            return Exclusion.CoolingDown;
        }

        if (!place.TryTake(now, tokens))
        {
            place.State.Breaker.Abstain(isProbe);
            return Exclusion.AtLimit;
        }

        choice = isProbe ? choice with { Reason = ChoiceReason.Probe, IsProbe = true } : choice;
        return null;
    }
}
