namespace Fairlead.Gateway.Routing;

/// <summary>The share of failures among what went by in the last 30 s. Thread-safe; counts may be off by a few at a bucket's edge.</summary>
internal sealed class FailureRate
{
    /// <summary>Fewer than this many in the window say nothing.</summary>
    private const int Fewest = 20;

    private const int Buckets = 10;
    private const long BucketMilliseconds = 3_000;

    // Each bucket is one number, so that it is read and written at once: its turn, then what passed, then what failed of it.
    private readonly long[] buckets = new long[Buckets];

    /// <summary>Counts one.</summary>
    public void Add(long now, bool failed)
    {
        var turn = now / BucketMilliseconds;
        ref var bucket = ref buckets[turn % Buckets];
        long seen, next;
        do
        {
            seen = Volatile.Read(ref bucket);
            var (of, passed, failures) = Split(seen);
            next = of == (int)(turn & 0xFFFF) ? Join(of, Math.Min(passed + 1, 0xFFFFFF), failures + (failed ? 1 : 0)) : Join((int)(turn & 0xFFFF), 1, failed ? 1 : 0);
        }
        while (Interlocked.CompareExchange(ref bucket, next, seen) != seen);
    }

    /// <summary>Whether at least half failed, of enough.</summary>
    public bool IsHighAt(long now)
    {
        var turn = now / BucketMilliseconds;
        int passed = 0, failed = 0;
        for (var i = 0; i < Buckets; i++)
        {
            var bucket = Split(Volatile.Read(ref buckets[i]));
            if ((ushort)((int)(turn & 0xFFFF) - bucket.Turn) < Buckets)
            {
                passed += bucket.Passed;
                failed += bucket.Failed;
            }
        }

        return passed >= Fewest && failed * 2 >= passed;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(buckets);

    private static long Join(int turn, int passed, int failed) => ((long)turn << 48) | ((long)passed << 24) | (uint)Math.Min(failed, 0xFFFFFF);

    private static (int Turn, int Passed, int Failed) Split(long bucket) => ((int)((bucket >> 48) & 0xFFFF), (int)((bucket >> 24) & 0xFFFFFF), (int)(bucket & 0xFFFFFF));
}
