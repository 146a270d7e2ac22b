namespace Fairlead.Server.Import;

/// <summary>A place in a file that is imported. Lines and columns count from one.</summary>
internal readonly record struct SourcePosition(string File, long Line, long Column);
