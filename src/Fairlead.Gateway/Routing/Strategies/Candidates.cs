using System.Numerics;

namespace Fairlead.Gateway.Routing.Strategies;

/// <summary>The deployments of a route that can be chosen: at least one.</summary>
/// <param name="Route">The route.</param>
/// <param name="Set">Their indexes, as bits.</param>
/// <param name="Now">Milliseconds on the monotonic clock.</param>
public readonly record struct Candidates(Route Route, ulong Set, long Now)
{
    /// <summary>How many there are.</summary>
    public int Count => BitOperations.PopCount(Set);

    /// <summary>The index of the n-th, from 0.</summary>
    public int At(int n)
    {
        var left = Set;
        for (; n > 0; n--)
        {
            left &= left - 1;
        }

        return BitOperations.TrailingZeroCount(left);
    }

    /// <summary>The index of the first.</summary>
    public int First => BitOperations.TrailingZeroCount(Set);

    /// <summary>The index of the one with the lowest score; among equals, a random one.</summary>
    internal int Lowest<TScore>(TScore score)
        where TScore : struct, IDeploymentScore
    {
        var best = -1;
        var lowest = double.PositiveInfinity;
        var ties = 0;
        for (var left = Set; left != 0; left &= left - 1)
        {
            var index = BitOperations.TrailingZeroCount(left);
            var at = score.Of(Route.Deployments[index], Now);
            ties = at == lowest ? ties + 1 : 1;
            if (best < 0 || at < lowest || (at == lowest && Route.State.Dice.Next(ties) == 0))
            {
                (best, lowest) = (index, at);
            }
        }

        return best;
    }

    /// <summary>How likely <see cref="Lowest"/> is to return an index.</summary>
    internal double ChanceOfLowest<TScore>(TScore score, int index)
        where TScore : struct, IDeploymentScore
    {
        var mine = score.Of(Route.Deployments[index], Now);
        var ties = 0;
        for (var left = Set; left != 0; left &= left - 1)
        {
            var other = score.Of(Route.Deployments[BitOperations.TrailingZeroCount(left)], Now);
            if (other < mine)
            {
                return 0;
            }

            ties += other == mine ? 1 : 0;
        }

        return 1d / ties;
    }
}
