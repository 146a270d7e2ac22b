namespace Fairlead.Bench;

/// <summary>What was asked for on the command line.</summary>
internal sealed record BenchOptions
{
    /// <summary>How often each target is measured; the tables show medians over them.</summary>
    public required int Windows { get; init; }

    /// <summary>Length of one window, in seconds.</summary>
    public required int Seconds { get; init; }

    /// <summary>Load before the first window, per target and concurrency, in seconds.</summary>
    public required int Warmup { get; init; }

    /// <summary>Connections that wrk keeps busy; one table each.</summary>
    public required IReadOnlyList<int> Concurrency { get; init; }

    /// <summary>Requests of the memory measurement; the first sample is taken at half of them.</summary>
    public required long Requests { get; init; }

    /// <summary>What to measure; <see langword="null"/> leaves it to the measurement.</summary>
    public required IReadOnlyList<string>? Targets { get; init; }

    /// <summary>The executable, or its folder; <see langword="null"/> publishes one.</summary>
    public required string? Fairlead { get; init; }

    /// <summary>Whether load and upstream get CPU 0 and the target CPU 1.</summary>
    public required bool Pin { get; init; }

    /// <summary>A file that gets the report as well.</summary>
    public required string? Out { get; init; }
}
