using System.Text.Json.Nodes;

namespace Fairlead.Server.Import;

/// <summary>What an importer makes of a source.</summary>
/// <param name="Document">The document, in the shape of <c>fairlead.yaml</c>.</param>
/// <param name="Notes">What has no counterpart, in the order of the source.</param>
/// <param name="Marks">Where the document's values come from, by their paths: <c>providers.azure.config.baseUrl</c>.</param>
internal sealed record ImportResult(JsonObject Document, IReadOnlyList<ImportNote> Notes, IReadOnlyDictionary<string, SourcePosition> Marks)
{
    /// <summary>Whether all of it can run.</summary>
    public bool IsRunnable => Notes.All(static note => note.Severity != ImportSeverity.Problem);

    /// <summary>Where a path of the document comes from; for one that comes from nowhere, where its nearest parent does.</summary>
    public SourcePosition Locate(string path)
    {
        var at = path;
        while (true)
        {
            if (Marks.TryGetValue(at, out var position))
            {
                return position;
            }

            var cut = at.EndsWith(']') ? at.LastIndexOf('[') : at.LastIndexOf('.');
            at = cut < 0 ? string.Empty : at[..cut];
        }
    }
}
