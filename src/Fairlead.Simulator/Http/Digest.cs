namespace Fairlead.Simulator.Http;

/// <summary>A small deterministic hash (FNV-1a, finished as SplitMix64 does): equal inputs give equal answers on every machine.</summary>
internal readonly record struct Digest
{
    private const ulong Prime = 1099511628211;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private readonly ulong origin;

    internal Digest(long seed) => origin = Fold(14695981039346656037, seed);

    private Digest(ulong state) => origin = state;

    internal ulong Value => Mix(origin);

    /// <summary>Evenly spread in [0, 1).</summary>
    internal double Fraction => (Value >> 11) * (1.0 / (1UL << 53));

    internal Digest Add(long value) => new(Fold(origin, value));

    internal Digest Add(ReadOnlySpan<char> text)
    {
        ulong state = origin;
        foreach (char c in text)
        {
            state = (state ^ c) * Prime;
        }

        return new(Fold(state, text.Length));
    }

    internal int Below(int count) => (int)(Value % (ulong)count);

    /// <summary>Letters and digits, as ids have them.</summary>
    internal string Letters(int length)
    {
        ulong state = origin;
        return string.Create(length, state, static (span, from) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = Alphabet[(int)(Mix(Fold(from, i)) % (ulong)Alphabet.Length)];
            }
        });
    }

    internal static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong Fold(ulong state, long value)
    {
        for (int shift = 0; shift < 64; shift += 8)
        {
            state = (state ^ (byte)(value >> shift)) * Prime;
        }

        return state;
    }
}
