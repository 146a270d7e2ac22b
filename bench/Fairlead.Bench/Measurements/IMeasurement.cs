using Fairlead.Bench.Reports;

namespace Fairlead.Bench.Measurements;

/// <summary>One of the questions the tool answers.</summary>
internal interface IMeasurement
{
    /// <summary>Starts what it needs, measures, stops it, and adds its tables to <paramref name="report"/>.</summary>
    Task RunAsync(Report report, CancellationToken cancellationToken);
}
