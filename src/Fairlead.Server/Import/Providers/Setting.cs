namespace Fairlead.Server.Import.Providers;

/// <summary>A text of the document, and where it comes from.</summary>
internal sealed record Setting(string Text, SourceNode Source);
