using System.Security.Cryptography;

namespace Fairlead.Gateway.Routing;

/// <summary>
/// Random numbers for routing: from a seed, so that a choice can be repeated. Thread-safe without locks.
/// Source of the generator: SplitMix64, https://prng.di.unimi.it/splitmix64.c
/// </summary>
public sealed class Dice
{
    private ulong state;

    /// <summary>Dice of a random seed.</summary>
    public Dice()
        : this(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))))
    {
    }

    /// <summary>Dice of a seed.</summary>
    public Dice(ulong seed) => state = seed;

    /// <summary>A number from 0 to just below 1.</summary>
    public double Next() => (NextBits() >> 11) * (1d / (1UL << 53));

    /// <summary>A whole number from 0 to just below a bound.</summary>
    public int Next(int bound) => (int)((NextBits() >> 32) * (ulong)bound >> 32);

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var bits = Interlocked.Add(ref state, 0x9E37_79B9_7F4A_7C15);
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }
}
