namespace Fairlead.Server.Platform.Encryption;

/// <summary>A column whose text is sealed: what a change of key must wrap anew.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The column that names the row.</param>
/// <param name="Column">The sealed column.</param>
/// <param name="Purpose">What the text is for.</param>
internal sealed record SealedColumn(string Table, string Name, string Column, string Purpose);
