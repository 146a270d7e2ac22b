namespace Fairlead.Server.Import;

/// <summary>Collects notes; what is said twice of a place is kept once.</summary>
internal sealed class SourceNotes
{
    private readonly HashSet<ImportNote> notes = [];

    /// <summary>The notes, in the order of their places.</summary>
    public IReadOnlyList<ImportNote> All =>
    [
        .. notes.OrderBy(static note => note.Position.File, StringComparer.Ordinal).ThenBy(static note => note.Position.Line).ThenBy(static note => note.Position.Column)
            .ThenBy(static note => note.Path, StringComparer.Ordinal).ThenBy(static note => note.Message, StringComparer.Ordinal),
    ];

    /// <summary>How a text is read where a number or a truth is wanted: it may name a variable whose value is known.</summary>
    public Func<string, string> Reading { get; set; } = static text => text;

    public void Add(ImportSeverity severity, SourcePosition position, string path, string message) =>
        notes.Add(new ImportNote(severity, position, path, message));
}
