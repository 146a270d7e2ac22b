namespace Fairlead.Server.Import;

/// <summary>How much a note matters.</summary>
internal enum ImportSeverity
{
    /// <summary>It is handled differently, or left out; the rest runs.</summary>
    Note,

    /// <summary>It cannot run.</summary>
    Problem,
}
