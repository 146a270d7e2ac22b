namespace Fairlead.Server.Import.Providers;

/// <summary>Who serves a model.</summary>
/// <param name="Name">Its name, of which the provider's identifier is made.</param>
/// <param name="Kind">How it is spoken to.</param>
/// <param name="KeyVariable">The variable of the environment in which its key is looked for; null when it needs none.</param>
/// <param name="BaseUrl">Where it is, unless a preset or a source says it.</param>
/// <param name="Preset">The preset that knows it.</param>
/// <param name="HasBareBase">Whether other products write its base URL without the <c>/v1</c> that it ends in.</param>
internal sealed record Vendor(string Name, VendorKind Kind, string? KeyVariable, string? BaseUrl = null, string? Preset = null, bool HasBareBase = false)
{
    /// <summary>What the secret of its key is called when nothing else names it.</summary>
    public string KeyName => KeyVariable ?? Name.ToUpperInvariant().Replace('-', '_') + "_API_KEY";
}
