namespace Fairlead.Bench.Processes;

/// <summary>Where a process may run when <c>--pin</c> is given.</summary>
internal enum Core
{
    /// <summary>CPU 0: the load generator and the upstream, which cost every target the same.</summary>
    Load,

    /// <summary>CPU 1: the target alone.</summary>
    Target,
}
