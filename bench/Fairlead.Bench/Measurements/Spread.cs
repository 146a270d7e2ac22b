using System.Globalization;

namespace Fairlead.Bench.Measurements;

/// <summary>The middle of several measurements, and how far they lay apart.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    /// <returns><see langword="null"/> when nothing was measured.</returns>
    public static Spread? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : new((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, sorted[0], sorted[^1]);
    }

    /// <param name="format">A .NET number format for each of the three.</param>
    public string Show(string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Min.ToString(format, CultureInfo.InvariantCulture)}..{Max.ToString(format, CultureInfo.InvariantCulture)})");
}
