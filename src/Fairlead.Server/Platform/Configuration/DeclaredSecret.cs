namespace Fairlead.Server.Platform.Configuration;

/// <summary>A secret that the configuration declares. Its value is in memory alone, and in no text.</summary>
/// <param name="Value">The value.</param>
/// <param name="Place">Where it is declared.</param>
public sealed record DeclaredSecret(string Value, Place Place)
{
    /// <inheritdoc/>
    public override string ToString() => $"declared at {Place}";
}
