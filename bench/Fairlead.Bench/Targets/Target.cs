using Fairlead.Bench.Processes;

namespace Fairlead.Bench.Targets;

/// <summary>A running server that answers chat completions.</summary>
/// <param name="Name">As the tables show it.</param>
/// <param name="Address">Its root.</param>
/// <param name="Key">What to present as bearer; only Fairlead looks at it.</param>
/// <param name="Process">What it runs in; <see langword="null"/> when that is the measuring process itself.</param>
internal sealed record Target(string Name, Uri Address, string Key, ChildProcess? Process)
{
    public const string NoKey = "not-checked";
}
