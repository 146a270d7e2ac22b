namespace Fairlead.Gateway.Routing;

/// <summary>How long a model's answers take to begin: a histogram that forgets, from which quantiles are read. Thread-safe and approximate: its buckets grow by a fifth.</summary>
public sealed class FirstByteTimes
{
    /// <summary>Fewer measurements than this say nothing of a 95th percentile.</summary>
    private const int Fewest = 20;

    private const int PerOctave = 4;
    private const int Most = 2048;
    private readonly int[] counts = new int[PerOctave * 24];
    private int total;

    /// <summary>Takes a measurement, in milliseconds.</summary>
    public void Add(double milliseconds)
    {
        Interlocked.Increment(ref counts[BucketOf(milliseconds)]);
        if (Interlocked.Increment(ref total) >= Most)
        {
            Forget();
        }
    }

    /// <summary>The time within which a share of the answers begin; null while too few are known.</summary>
    public TimeSpan? Quantile(double share)
    {
        var all = Volatile.Read(ref total);
        if (all < Fewest)
        {
            return null;
        }

        var bucket = 0;
        for (var below = counts[0]; below < all * share && bucket < counts.Length - 1; below += counts[bucket])
        {
            bucket++;
        }

        return TimeSpan.FromMilliseconds(Math.Pow(2, (bucket + 1d) / PerOctave) / 16);
    }

    // From a sixteenth of a millisecond on, four buckets to each doubling.
    private int BucketOf(double milliseconds) => Math.Clamp((int)(Math.Log2(Math.Max(milliseconds, 0.0625) * 16) * PerOctave), 0, counts.Length - 1);

    private void Forget()
    {
        var left = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] /= 2;
            left += counts[i];
        }

        Volatile.Write(ref total, left);
    }
}
