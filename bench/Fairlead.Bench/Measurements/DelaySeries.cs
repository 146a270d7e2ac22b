namespace Fairlead.Bench.Measurements;

/// <summary>The delays of one target's streams.</summary>
internal sealed class DelaySeries(string name)
{
    private readonly List<double[]> streams = [];

    public string Name => name;

    public void Add(IReadOnlyList<TimeSpan> delays)
    {
        if (delays.Count == 0)
        {
            throw new InvalidOperationException($"{name} answered a stream without a stamped chunk.");
        }

        streams.Add([.. delays.Select(delay => delay.TotalMicroseconds).Order()]);
    }

    /// <param name="share">0.5 is the median, 0.99 what 99 of 100 chunks did not exceed.</param>
    public Spread? Of(double share) => Spread.Of(streams.Select(stream => At(stream, share)));

    /// <summary>What this adds to <paramref name="direct"/>, stream by stream.</summary>
    public Spread? Above(DelaySeries direct, double share) =>
        Spread.Of(streams.Zip(direct.streams).Select(pair => At(pair.First, share) - At(pair.Second, share)));

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
