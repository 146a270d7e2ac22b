using System.Runtime.CompilerServices;

namespace Fairlead.Gateway.Routing;

/// <summary>The sets of deployments that are excluded, by reason: of each, the index's bit is set.</summary>
[InlineArray(Count)]
public struct Exclusions
{
    private const int Count = (int)Exclusion.Refused + 1;
    private ulong first;

    /// <summary>The set of a reason.</summary>
    public ulong this[Exclusion reason]
    {
        readonly get => this[(int)reason];
        set => this[(int)reason] = value;
    }

    /// <summary>Why a deployment is excluded, the first reason found; null when it is not.</summary>
    public readonly Exclusion? Of(int index)
    {
        for (var reason = 0; reason < Count; reason++)
        {
            if ((this[reason] & (1UL << index)) != 0)
            {
                return (Exclusion)reason;
            }
        }

        return null;
    }
}
