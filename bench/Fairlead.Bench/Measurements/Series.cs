using Fairlead.Bench.Targets;

namespace Fairlead.Bench.Measurements;

/// <summary>The windows of one target at one concurrency, by number. A discarded one leaves its place empty, so that pairs stay pairs.</summary>
internal sealed class Series(Target target)
{
    private readonly List<Window?> windows = [];

    public Target Target => target;

    public IEnumerable<Window> Kept => windows.OfType<Window>();

    public int Discarded => windows.Count(window => window is null);

    public void Add(Window? window) => windows.Add(window);

    public Spread? Of(Func<Window, double> value) => Spread.Of(Kept.Select(value));

    /// <summary>This series relative to <paramref name="yardstick"/>, window by window: what slows the machine slows both.</summary>
    public Spread? RatioTo(Series yardstick, Func<Window, double> value) => Spread.Of(
        windows.Zip(yardstick.windows)
            .Where(pair => pair is { First: not null, Second: not null })
            .Select(pair => value(pair.First!) / value(pair.Second!))
            .Where(double.IsFinite));
}
