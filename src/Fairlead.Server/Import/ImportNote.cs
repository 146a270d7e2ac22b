using System.Globalization;

namespace Fairlead.Server.Import;

/// <summary>What of a source has no counterpart, and what happens instead. It never quotes a value that might be a secret.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Path">What it is about: <c>router_settings.redis_host</c>; empty for the document.</param>
/// <param name="Message">What happens: follows the path in a sentence.</param>
internal sealed record ImportNote(ImportSeverity Severity, SourcePosition Position, string Path, string Message)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Position.File}:{Position.Line}:{Position.Column}: {(Severity == ImportSeverity.Problem ? "problem" : "note")}: {(Path.Length == 0 ? "the document" : Path)} {Message}");
}
